package dev.pgwright.dbml;

import dev.pgwright.catalog.AttachedIndex;
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

    /** An index of a partition that has another name or other settings than PostgreSQL would give it. */
    static String attached(AttachedIndex index) {
        return Identifiers.quoteIdentifier(index.name()) + " OF " + Identifiers.quoteIdentifier(index.root())
                + (index.storageParameters().isEmpty() ? "" : " WITH (" + parameters(index.storageParameters()) + ")")
                + (index.tablespace() == null ? "" : " TABLESPACE " + Identifiers.quoteIdentifier(index.tablespace()))
                + withComment(index.comment()) + ";";
    }

    static AttachedIndex readAttached(String sql) throws Unreadable {
        SqlCursor cursor = new SqlCursor(sql);
        String name = cursor.name();
        cursor.expect("of");
        String root = cursor.name();
        SortedMap<String, String> parameters =
                cursor.accept("with") ? new SqlCursor(cursor.parenthesised()).parameters() : new TreeMap<>();
        String tablespace = cursor.accept("tablespace") ? cursor.name() : null;
        String comment = cursor.accept("comment") ? cursor.literal() : null;
        cursor.end();
        return new AttachedIndex(name, root, parameters, tablespace, comment);
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

    static String qualified(QualifiedName name) {
        return Identifiers.quoteIdentifier(name.schema(), name.name());
    }

    static String withComment(@Nullable String comment) {
        return comment == null ? "" : " COMMENT " + Identifiers.quoteLiteral(comment);
    }
}
