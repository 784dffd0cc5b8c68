package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.RangeType;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Enumerated, composite and range types and domains. */
final class TypeDdl {
    private TypeDdl() {}

    static List<Statement> enumType(EnumType type) {
        String name = SqlText.name(type.name());
        List<String> values =
                type.values().stream().map(Identifiers::quoteLiteral).toList();
        String create = "CREATE TYPE " + name + " AS ENUM (";
        String oneLine = create + String.join(", ", values) + ")";
        String sql = oneLine.length() <= SqlText.LINE_LIMIT
                ? oneLine
                : create + "\n    " + String.join(",\n    ", values) + "\n)";
        return ObjectDdl.commented(
                new Statement("type " + name, sql, "DROP TYPE " + name), "TYPE", name, type.comment());
    }

    static List<Statement> domain(DomainType domain) {
        String name = SqlText.name(domain.name());
        StringBuilder sql = new StringBuilder("CREATE DOMAIN ")
                .append(name)
                .append(" AS ")
                .append(TypeNames.brief(domain.baseType()));
        if (domain.collation() != null) {
            sql.append(" COLLATE ").append(domain.collation());
        }
        if (domain.defaultExpression() != null) {
            sql.append(" DEFAULT ").append(SqlText.definedDefault(domain.defaultExpression(), domain.baseType()));
        }
        sql.append(domain.notNull() ? " NOT NULL" : "");
        List<Statement> later = new ArrayList<>();
        String block = "domain " + name;
        for (DomainType.DomainCheck check : domain.checks()) {
            String constraint = "CONSTRAINT " + quoteIdentifier(check.name()) + " CHECK (" + check.expression() + ")";
            if (check.validated()) {
                sql.append("\n    ").append(constraint);
            } else {
                later.add(Statement.of(block, "ALTER DOMAIN " + name + " ADD " + constraint + " NOT VALID"));
            }
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, sql.toString(), "DROP DOMAIN " + name));
        statements.addAll(later);
        ObjectDdl.addComment(statements, block, "DOMAIN", name, domain.comment());
        return statements;
    }

    static List<Statement> composite(CompositeType type) {
        String name = SqlText.name(type.name());
        String block = "type " + name;
        List<String> attributes = type.attributes().stream()
                .map(attribute -> quoteIdentifier(attribute.name()) + " " + TypeNames.brief(attribute.type())
                        + (attribute.collation() == null ? "" : " COLLATE " + attribute.collation()))
                .toList();
        String sql = "CREATE TYPE " + name + " AS (" + lines(attributes) + ")";
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, sql, "DROP TYPE " + name));
        ObjectDdl.addComment(statements, block, "TYPE", name, type.comment());
        for (CompositeType.Attribute attribute : type.attributes()) {
            ObjectDdl.addComment(
                    statements, block, "COLUMN", name + "." + quoteIdentifier(attribute.name()), attribute.comment());
        }
        return statements;
    }

    /** The type that a canonical function takes before the range type is there. */
    static List<Statement> shell(String name) {
        return List.of(Statement.of("type " + name, "CREATE TYPE " + name));
    }

    static List<Statement> range(RangeType type) {
        String name = SqlText.name(type.name());
        List<String> parts = new ArrayList<>();
        parts.add("SUBTYPE = " + TypeNames.brief(type.subtype()));
        add(parts, "SUBTYPE_OPCLASS", type.operatorClass());
        add(parts, "COLLATION", type.collation());
        add(parts, "CANONICAL", type.canonical());
        add(parts, "SUBTYPE_DIFF", type.difference());
        parts.add("MULTIRANGE_TYPE_NAME = " + SqlText.name(type.multirange()));
        return ObjectDdl.commented(
                new Statement(
                        "type " + name,
                        "CREATE TYPE " + name + " AS RANGE (" + lines(parts) + ")",
                        type.canonical() == null ? "DROP TYPE " + name : "DROP TYPE " + name + " CASCADE"),
                "TYPE",
                name,
                type.comment());
    }

    private static void add(List<String> parts, String word, @Nullable String value) {
        if (value != null) {
            parts.add(word + " = " + value);
        }
    }

    private static String lines(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : parts.stream().collect(Collectors.joining(",\n    ", "\n    ", "\n"));
    }
}
