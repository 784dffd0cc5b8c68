package dev.pgwright.dbml;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import dev.pgwright.sql.Identifiers;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table's setting {@code pg_indexes} says of an index that DBML shows: what DBML itself has no setting for.
 *
 * @param uniqueIndex a unique index of plain columns that is no constraint
 * @param keys null where the index's own keys say all
 */
record IndexAttributes(
        boolean uniqueIndex,
        @Nullable List<IndexElement> keys,
        List<String> include,
        boolean nullsNotDistinct,
        SortedMap<String, String> storageParameters,
        @Nullable String predicate,
        boolean invalid,
        @Nullable QualifiedName parent) {
    static final IndexAttributes NONE =
            new IndexAttributes(false, null, List.of(), false, new TreeMap<>(), null, false, null);

    static IndexAttributes of(Index index) {
        boolean plain = index.elements().stream().allMatch(IndexAttributes::isPlain);
        boolean likeConstraint = index.unique()
                && index.method().equals("btree")
                && index.elements().stream().noneMatch(IndexElement::expression);
        return new IndexAttributes(
                likeConstraint,
                plain ? null : index.elements(),
                index.include(),
                index.nullsNotDistinct(),
                index.storageParameters(),
                index.predicate(),
                !index.valid(),
                index.parent());
    }

    private static boolean isPlain(IndexElement element) {
        return element.collation() == null
                && element.operatorClass() == null
                && !element.descending()
                && !element.nullsFirst();
    }

    /** SQL to stand behind the index's name; empty when there is nothing to say. */
    String sql() {
        StringBuilder sql = new StringBuilder(uniqueIndex ? " UNIQUE INDEX" : "");
        if (keys != null) {
            sql.append(" (").append(IndexClauses.elements(keys)).append(')');
        }
        if (!include.isEmpty()) {
            sql.append(" INCLUDE (").append(IndexClauses.names(include)).append(')');
        }
        sql.append(nullsNotDistinct ? " NULLS NOT DISTINCT" : "");
        if (!storageParameters.isEmpty()) {
            sql.append(" WITH (")
                    .append(IndexClauses.parameters(storageParameters))
                    .append(')');
        }
        if (predicate != null) {
            sql.append(" WHERE (").append(predicate).append(')');
        }
        sql.append(invalid ? " INVALID" : "");
        if (parent != null) {
            sql.append(" PARENT ").append(IndexClauses.qualified(parent));
        }
        return sql.toString().strip();
    }

    /** Reads what {@link #sql} gives. */
    static IndexAttributes read(SqlCursor cursor) throws Unreadable {
        boolean uniqueIndex = cursor.accept("unique index");
        List<IndexElement> keys = cursor.atSymbol('(') ? IndexClauses.readElements(cursor.parenthesised()) : null;
        List<String> include = cursor.accept("include") ? cursor.names() : List.of();
        boolean nullsNotDistinct = cursor.accept("nulls not distinct");
        SortedMap<String, String> parameters =
                cursor.accept("with") ? new SqlCursor(cursor.parenthesised()).parameters() : new TreeMap<>();
        String predicate = cursor.accept("where") ? cursor.parenthesised() : null;
        boolean invalid = cursor.accept("invalid");
        QualifiedName parent = cursor.accept("parent") ? cursor.qualifiedName() : null;
        return new IndexAttributes(
                uniqueIndex, keys, include, nullsNotDistinct, parameters, predicate, invalid, parent);
    }

    /** {@code name [UNIQUE] USING method (keys) ...}: an index that DBML cannot show at all. */
    static String whole(Index index) {
        return Identifiers.quoteIdentifier(index.name())
                + (index.unique() ? " UNIQUE" : "")
                + definition(index)
                + IndexClauses.withComment(index.comment());
    }

    /** From {@code USING} on. */
    static String definition(Index index) {
        IndexAttributes all = new IndexAttributes(
                false,
                index.elements(),
                index.include(),
                index.nullsNotDistinct(),
                index.storageParameters(),
                index.predicate(),
                !index.valid(),
                index.parent());
        return " USING " + Identifiers.quoteIdentifier(index.method()) + " " + all.sql();
    }

    /** Reads what stands behind {@code USING}. */
    static Index readDefinition(String name, boolean unique, SqlCursor cursor) throws Unreadable {
        String method = cursor.name();
        IndexAttributes all = read(cursor);
        String comment = cursor.accept("comment") ? cursor.literal() : null;
        cursor.end();
        if (all.keys == null) {
            throw new Unreadable("expected the keys of the index '" + name + "' in parentheses");
        }
        return all.index(name, method, all.keys, unique, comment);
    }

    Index index(String name, String method, List<IndexElement> elements, boolean unique, @Nullable String comment) {
        return new Index(
                name,
                method,
                elements,
                include,
                unique,
                nullsNotDistinct,
                predicate,
                storageParameters,
                !invalid,
                parent,
                comment);
    }
}
