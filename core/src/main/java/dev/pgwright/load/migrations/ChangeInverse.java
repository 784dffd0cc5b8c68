package dev.pgwright.load.migrations;

import static dev.pgwright.load.migrations.ChangeColumns.name;
import static dev.pgwright.load.migrations.ChangeColumns.qualified;
import static dev.pgwright.load.migrations.ChangeColumns.table;

import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What Liquibase does by itself to take a change back.
 *
 * <p>Source: Liquibase 5, documentation page "Liquibase Rollback", table of automatic rollback.
 */
final class ChangeInverse {
    private ChangeInverse() {}

    /** The statement, without text for a change that leaves nothing to take back; empty when Liquibase knows no way. */
    static Optional<String> of(ChangeNode change) {
        String alter = "ALTER TABLE " + table(change) + " ";
        String column = "ALTER COLUMN " + name(change.get("columnName")) + " ";
        boolean named = change.get("constraintName") != null;
        return Optional.ofNullable(
                switch (change.name()) {
                    case "createTable" -> "DROP TABLE " + table(change);
                    case "addColumn" ->
                        alter
                                + change.children("column").stream()
                                        .map(added -> "DROP COLUMN " + name(added.get("name")))
                                        .collect(Collectors.joining(", "));
                    case "createIndex" -> "DROP INDEX " + qualified(change.get("schemaName"), change.get("indexName"));
                    case "createSequence" ->
                        "DROP SEQUENCE " + qualified(change.get("schemaName"), change.get("sequenceName"));
                    case "createView" -> "DROP VIEW " + qualified(change.get("schemaName"), change.get("viewName"));
                    case "renameTable" ->
                        "ALTER TABLE " + qualified(change.get("schemaName"), change.get("newTableName")) + " RENAME TO "
                                + name(change.get("oldTableName"));
                    case "renameColumn" ->
                        alter + "RENAME COLUMN " + name(change.get("newColumnName")) + " TO "
                                + name(change.get("oldColumnName"));
                    case "addNotNullConstraint" -> alter + column + "DROP NOT NULL";
                    case "dropNotNullConstraint" -> alter + column + "SET NOT NULL";
                    case "addDefaultValue" -> alter + column + "DROP DEFAULT";
                    case "addPrimaryKey" ->
                        alter + "DROP CONSTRAINT "
                                + name(change.get("constraintName", change.get("tableName", "") + "_pkey"));
                    case "addUniqueConstraint", "addCheckConstraint" ->
                        named ? alter + "DROP CONSTRAINT " + name(change.get("constraintName")) : null;
                    case "addForeignKeyConstraint" ->
                        named
                                ? "ALTER TABLE "
                                        + qualified(change.get("baseTableSchemaName"), change.get("baseTableName"))
                                        + " DROP CONSTRAINT " + name(change.get("constraintName"))
                                : null;
                    case "tagDatabase", "empty" -> "";
                    default -> null;
                });
    }
}
