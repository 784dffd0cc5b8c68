package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Extension;
import dev.pgwright.catalog.ObjectComment;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Trigger;
import java.util.ArrayList;
import java.util.List;
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

    static List<Statement> sequence(Sequence sequence) {
        String name = SqlText.name(sequence.name());
        List<String> words = new ArrayList<>();
        if (!sequence.dataType().equals("bigint")) {
            words.add("AS " + sequence.dataType());
        }
        words.addAll(SqlText.options(sequence.options(), sequence.dataType()));
        String create = sequence.unlogged() ? "CREATE UNLOGGED SEQUENCE " : "CREATE SEQUENCE ";
        String sql = words.stream().map(word -> " " + word).collect(Collectors.joining("", create + name, ""));
        return commented(
                new Statement("sequences", sql, sequence.ownedBy() == null ? "DROP SEQUENCE " + name : null),
                "SEQUENCE",
                name,
                sequence.comment());
    }

    static List<Statement> trigger(QualifiedName relation, Trigger trigger) {
        String table = SqlText.name(relation);
        String name = quoteIdentifier(trigger.name());
        String block = "triggers " + table;
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, trigger.definition(), "DROP TRIGGER " + name + " ON " + table));
        firing(statements, block, table, "TRIGGER " + name, trigger.firing());
        addComment(statements, block, "TRIGGER", name + " ON " + table, trigger.comment());
        return statements;
    }

    static List<Statement> rule(QualifiedName relation, Rule rule) {
        String table = SqlText.name(relation);
        String name = quoteIdentifier(rule.name());
        String block = "rules " + table;
        List<Statement> statements = new ArrayList<>();
        statements.add(new Statement(block, rule.definition(), "DROP RULE " + name + " ON " + table));
        // ALTER TABLE takes views, too
        firing(statements, block, table, "RULE " + name, rule.firing());
        addComment(statements, block, "RULE", name + " ON " + table, rule.comment());
        return statements;
    }

    private static void firing(
            List<Statement> statements, String block, String table, String object, Trigger.Firing firing) {
        switch (firing) {
            case ORIGIN -> {}
            case DISABLED -> statements.add(Statement.of(block, "ALTER TABLE " + table + " DISABLE " + object));
            case REPLICA -> statements.add(Statement.of(block, "ALTER TABLE " + table + " ENABLE REPLICA " + object));
            case ALWAYS -> statements.add(Statement.of(block, "ALTER TABLE " + table + " ENABLE ALWAYS " + object));
        }
    }

    static List<Statement> comment(ObjectComment comment) {
        return List.of(Statement.of(
                "comments",
                SqlText.comment(comment.object().kind(), comment.object().identity(), comment.text())));
    }

    static List<Statement> commented(Statement statement, String kind, String name, @Nullable String comment) {
        List<Statement> statements = new ArrayList<>(List.of(statement));
        addComment(statements, statement.block(), kind, name, comment);
        return statements;
    }

    static void addComment(
            List<Statement> statements, String block, String kind, String name, @Nullable String comment) {
        if (comment != null) {
            statements.add(Statement.of(block, SqlText.comment(kind, name, comment)));
        }
    }
}
