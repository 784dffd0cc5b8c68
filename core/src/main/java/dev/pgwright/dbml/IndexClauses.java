package dev.pgwright.dbml;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.SqlCursor.Unreadable;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Indexes and their keys as SQL, where DBML has no form for them. */
final class IndexClauses {
    private IndexClauses() {}

    static String element(IndexElement element) {
        StringBuilder sql = new StringBuilder(
                element.expression() ? "(" + element.key() + ")" : Identifiers.quoteIdentifier(element.key()));
        if (element.collation() != null) {
            sql.append(" COLLATE ").append(element.collation());
        }
        if (element.operatorClass() != null) {
            sql.append(' ').append(element.operatorClass());
        }
        sql.append(element.descending() ? " DESC" : "");
        if (element.nullsFirst() != element.descending()) {
            sql.append(element.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
        return sql.toString();
    }

    static String elements(List<IndexElement> elements) {
        return String.join(", ", elements.stream().map(IndexClauses::element).toList());
    }

    static List<IndexElement> readElements(String sql) throws Unreadable {
        List<IndexElement> elements = new ArrayList<>();
        for (String part : SqlCursor.list(sql)) {
            elements.add(readElement(part));
        }
        return elements;
    }

    static IndexElement readElement(String sql) throws Unreadable {
        SqlCursor cursor = new SqlCursor(sql);
        boolean expression = cursor.atSymbol('(');
        String key = expression ? cursor.parenthesised() : cursor.name();
        String collation = cursor.accept("collate") ? cursor.dottedText() : null;
        String operatorClass = null;
        if (!cursor.atEnd() && !cursor.atWords("desc") && !cursor.atWords("asc") && !cursor.atWords("nulls")) {
            operatorClass = cursor.until("desc", "asc", "nulls");
        }
        boolean descending = cursor.accept("desc");
        if (!descending) {
            cursor.accept("asc");
        }
        boolean nullsFirst = descending;
        if (cursor.accept("nulls first")) {
            nullsFirst = true;
        } else if (cursor.accept("nulls last")) {
            nullsFirst = false;
        }
        cursor.end();
        return new IndexElement(key, expression, collation, operatorClass, descending, nullsFirst);
    }

    static String names(List<String> names) {
        return String.join(
                ", ", names.stream().map(Identifiers::quoteIdentifier).toList());
    }

    static String parameters(SortedMap<String, String> parameters) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            String key = String.join(
                    ".",
                    List.of(parameter.getKey().split("\\.")).stream()
                            .map(Identifiers::quoteIdentifier)
                            .toList());
            String value = parameter.getValue();
            boolean plain = value.matches("[0-9]+|[a-z_]+") && !Identifiers.isKeyword(value);
            parts.add(key + "=" + (plain ? value : Identifiers.quoteLiteral(value)));
        }
        return String.join(", ", parts);
    }

    /** {@code name [UNIQUE] USING method (keys) ...}: an index that DBML cannot show at all. */
    static String whole(Index index) {
        StringBuilder sql = new StringBuilder(Identifiers.quoteIdentifier(index.name()))
                .append(index.unique() ? " UNIQUE" : "")
                .append(" USING ")
                .append(Identifiers.quoteIdentifier(index.method()))
                .append(" (")
                .append(elements(index.elements()))
                .append(')');
        if (!index.include().isEmpty()) {
            sql.append(" INCLUDE (").append(names(index.include())).append(')');
        }
        sql.append(index.nullsNotDistinct() ? " NULLS NOT DISTINCT" : "");
        if (!index.storageParameters().isEmpty()) {
            sql.append(" WITH (").append(parameters(index.storageParameters())).append(')');
        }
        if (index.predicate() != null) {
            sql.append(" WHERE (").append(index.predicate()).append(')');
        }
        sql.append(index.valid() ? "" : " INVALID");
        if (index.parent() != null) {
            sql.append(" PARENT ").append(qualified(index.parent()));
        }
        if (index.comment() != null) {
            sql.append(" COMMENT ").append(Identifiers.quoteLiteral(index.comment()));
        }
        return sql.toString();
    }

    static Index readWhole(String sql) throws Unreadable {
        SqlCursor cursor = new SqlCursor(sql);
        String name = cursor.name();
        boolean unique = cursor.accept("unique");
        cursor.expect("using");
        String method = cursor.name();
        List<IndexElement> elements = readElements(cursor.parenthesised());
        List<String> include = cursor.accept("include") ? cursor.names() : List.of();
        boolean nullsNotDistinct = cursor.accept("nulls not distinct");
        SortedMap<String, String> parameters =
                cursor.accept("with") ? new SqlCursor(cursor.parenthesised()).parameters() : new TreeMap<>();
        String predicate = cursor.accept("where") ? cursor.parenthesised() : null;
        boolean valid = !cursor.accept("invalid");
        QualifiedName parent = cursor.accept("parent") ? cursor.qualifiedName() : null;
        String comment = cursor.accept("comment") ? cursor.literal() : null;
        cursor.end();
        return new Index(
                name,
                method,
                elements,
                include,
                unique,
                nullsNotDistinct,
                predicate,
                parameters,
                valid,
                parent,
                comment);
    }

    static String qualified(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    static String withComment(@Nullable String comment) {
        return comment == null ? "" : " COMMENT " + Identifiers.quoteLiteral(comment);
    }
}
