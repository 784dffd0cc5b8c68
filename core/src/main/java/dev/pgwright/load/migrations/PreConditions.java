package dev.pgwright.load.migrations;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Judges preConditions by the schema that the changesets before have made. What those have made is there; of what they have
 * not made nothing is known, but of the parts of a table that they have made.
 *
 * <p>Source: Liquibase 5, documentation pages "Preconditions" and those of each; liquibase-core, {@code
 * liquibase.precondition.core} ({@code not}: none of those in it holds).
 */
final class PreConditions {
    private final List<Script> taken = new ArrayList<>();
    private final List<Changeset> run = new ArrayList<>();
    private final SchemaFold schema = SchemaFold.empty(Sql.GRAMMAR_VERSION);
    private final TreeSet<String> unknown = new TreeSet<>();
    private int folded;

    /** A changeset that is run before those that are judged from now on. */
    void ran(Changeset changeset, List<Script> scripts) {
        run.add(changeset);
        taken.addAll(scripts);
    }

    /**
     * What comes of them.
     *
     * @param holds empty where it is not known
     * @param unknown names of conditions that nothing in the files can tell
     */
    record Verdict(Optional<Boolean> holds, List<String> unknown) {}

    Verdict judge(ChangeNode conditions) {
        unknown.clear();
        Optional<Boolean> holds = all(conditions.children());
        return new Verdict(holds, holds.isPresent() ? List.of() : List.copyOf(unknown));
    }

    private Optional<Boolean> all(List<ChangeNode> conditions) {
        boolean open = false;
        for (ChangeNode condition : conditions) {
            Optional<Boolean> holds = holds(condition);
            if (holds.isPresent() && !holds.get()) {
                return holds;
            }
            open |= holds.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(true);
    }

    private Optional<Boolean> any(List<ChangeNode> conditions) {
        boolean open = false;
        for (ChangeNode condition : conditions) {
            Optional<Boolean> holds = holds(condition);
            if (holds.isPresent() && holds.get()) {
                return holds;
            }
            open |= holds.isEmpty();
        }
        return open ? Optional.empty() : Optional.of(false);
    }

    private Optional<Boolean> holds(ChangeNode condition) {
        return switch (condition.name()) {
            case "and", "preConditions" -> all(condition.children());
            case "or" -> any(condition.children());
            case "not" -> any(condition.children()).map(any -> !any);
            case "dbms" -> Optional.of(Changeset.isForPostgres(condition.get("type")));
            case "tableExists" ->
                there(state().table(named(condition, "tableName")).isPresent());
            case "viewExists" ->
                there(state().view(named(condition, "viewName")).isPresent());
            case "sequenceExists" ->
                there(state().sequence(named(condition, "sequenceName")).isPresent());
            case "columnExists" -> {
                String column = ChangeColumns.identity(condition.get("columnName"));
                yield ofTable(
                        condition,
                        "tableName",
                        table -> table.columns().stream()
                                .anyMatch(candidate -> candidate.name().equals(column)));
            }
            case "indexExists" -> index(condition);
            case "primaryKeyExists" -> constraint(condition, "tableName", "primaryKeyName");
            case "foreignKeyConstraintExists" -> constraint(condition, "foreignKeyTableName", "foreignKeyName");
            case "uniqueConstraintExists" -> constraint(condition, "tableName", "constraintName");
            case "changeSetExecuted" ->
                there(run.stream()
                        .anyMatch(changeset -> changeset.id().equals(condition.get("id"))
                                && changeset.author().equals(condition.get("author"))));
            default -> {
                unknown.add(condition.name());
                yield Optional.empty();
            }
        };
    }

    private static Optional<Boolean> there(boolean there) {
        return there ? Optional.of(true) : Optional.empty();
    }

    private Optional<Boolean> index(ChangeNode condition) {
        if (condition.get("indexName") == null) {
            unknown.add(condition.name());
            return Optional.empty();
        }
        QualifiedName name = named(condition, "indexName");
        boolean there = state().index(name).isPresent();
        return there || condition.get("tableName") == null
                ? there(there)
                : state().table(named(condition, "tableName")).map(table -> false);
    }

    private Optional<Boolean> constraint(ChangeNode condition, String table, String name) {
        if (condition.get(name) == null || condition.get(table) == null) {
            unknown.add(condition.name());
            return Optional.empty();
        }
        String wanted = ChangeColumns.identity(condition.get(name));
        return ofTable(
                condition,
                table,
                found -> found.constraints().stream()
                        .anyMatch(constraint -> constraint.name().equals(wanted)));
    }

    private Optional<Boolean> ofTable(ChangeNode condition, String attribute, Predicate<Table> part) {
        return state().table(named(condition, attribute)).map(part::test);
    }

    private QualifiedName named(ChangeNode condition, String attribute) {
        String schema = condition.get("schemaName", condition.get("foreignKeyTableSchemaName", ""));
        String name = ChangeColumns.identity(condition.get(attribute));
        return state().resolve(schema.isBlank() ? List.of(name) : List.of(ChangeColumns.identity(schema), name));
    }

    private SchemaState state() {
        for (; folded < taken.size(); folded++) {
            ParsedSql parsed = Sql.parse(taken.get(folded).sql());
            for (Statement statement : parsed.statements()) {
                schema.apply(statement, parsed.source().text());
            }
        }
        return schema.state();
    }
}
