package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The objects that take one statement and a comment. */
final class ObjectDdl {
    private static final String COMMENT_OF_PUBLIC = "standard public schema";

    private ObjectDdl() {}

    static List<Statement> schema(Schema schema) {
        String name = quoteIdentifier(schema.name());
        if (!schema.name().equals(Schema.PUBLIC)) {
            return commented(
                    new Statement("schemas", "CREATE SCHEMA " + name, "DROP SCHEMA " + name),
                    "SCHEMA",
                    name,
                    schema.comment());
        }
        return schema.comment() == null
                ? List.of()
                : List.of(new Statement(
                        "schemas",
                        SqlText.comment("SCHEMA", name, schema.comment()),
                        SqlText.comment("SCHEMA", name, COMMENT_OF_PUBLIC)));
    }

    static List<Statement> extension(Extension extension) {
        String name = quoteIdentifier(extension.name());
        String create =
                "CREATE EXTENSION IF NOT EXISTS " + name + " WITH SCHEMA " + quoteIdentifier(extension.schema());
        return commented(
                new Statement("extensions", create, "DROP EXTENSION " + name), "EXTENSION", name, extension.comment());
    }

    static List<Statement> enumType(EnumType type) {
        String name = SqlText.name(type.name());
        List<String> values =
                type.values().stream().map(Identifiers::quoteLiteral).toList();
        String create = "CREATE TYPE " + name + " AS ENUM (";
        String oneLine = create + String.join(", ", values) + ")";
        String sql = oneLine.length() <= SqlText.LINE_LIMIT
                ? oneLine
                : create + "\n    " + String.join(",\n    ", values) + "\n)";
        return commented(new Statement("type " + name, sql, "DROP TYPE " + name), "TYPE", name, type.comment());
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
            sql.append(" DEFAULT ").append(SqlText.defaultValue(domain.defaultExpression(), domain.baseType()));
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
        addComment(statements, block, "DOMAIN", name, domain.comment());
        return statements;
    }

    static List<Statement> sequence(Sequence sequence) {
        String name = SqlText.name(sequence.name());
        List<String> words = new ArrayList<>();
        if (!sequence.dataType().equals("bigint")) {
            words.add("AS " + sequence.dataType());
        }
        words.addAll(SqlText.options(sequence.options(), sequence.dataType()));
        String create =
                words.stream().map(word -> " " + word).collect(Collectors.joining("", "CREATE SEQUENCE " + name, ""));
        return commented(
                new Statement("sequences", create, sequence.ownedBy() == null ? "DROP SEQUENCE " + name : null),
                "SEQUENCE",
                name,
                sequence.comment());
    }

    static List<Statement> trigger(QualifiedName relation, boolean view, Trigger trigger) {
        String table = SqlText.name(relation);
        String name = quoteIdentifier(trigger.name());
        String block = "triggers " + table;
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, trigger.definition(), "DROP TRIGGER " + name + " ON " + table));
        String alter = view ? "ALTER VIEW " : "ALTER TABLE ";
        switch (trigger.firing()) {
            case ORIGIN -> {}
            case DISABLED -> statements.add(Statement.of(block, alter + table + " DISABLE TRIGGER " + name));
            case REPLICA -> statements.add(Statement.of(block, alter + table + " ENABLE REPLICA TRIGGER " + name));
            case ALWAYS -> statements.add(Statement.of(block, alter + table + " ENABLE ALWAYS TRIGGER " + name));
        }
        addComment(statements, block, "TRIGGER", name + " ON " + table, trigger.comment());
        return statements;
    }

    /** An object that is carried through as text. */
    static List<Statement> carried(NotModelled object) {
        String block = object.kind() + " " + object.name();
        List<Statement> statements = new ArrayList<>();
        String undo = "DROP " + object.kind().toUpperCase(Locale.ROOT) + " " + object.name();
        for (String sql : object.definition()) {
            statements.add(new Statement(block, sql, statements.isEmpty() ? undo : null));
        }
        return statements;
    }

    private static List<Statement> commented(Statement statement, String kind, String name, @Nullable String comment) {
        List<Statement> statements = new ArrayList<>(List.of(statement));
        addComment(statements, statement.block(), kind, name, comment);
        return statements;
    }

    private static void addComment(
            List<Statement> statements, String block, String kind, String name, @Nullable String comment) {
        if (comment != null) {
            statements.add(Statement.of(block, SqlText.comment(kind, name, comment)));
        }
    }
}
