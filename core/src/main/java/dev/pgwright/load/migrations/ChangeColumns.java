package dev.pgwright.load.migrations;

import dev.pgwright.sql.Identifiers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names, values and columns of changes as PostgreSQL's SQL. */
final class ChangeColumns {
    private ChangeColumns() {}

    /** A name as Liquibase leaves it to PostgreSQL: in quotes when of mixed case, else in the case PostgreSQL makes of it. */
    static String name(@Nullable String name) {
        String given = name == null ? "" : name;
        if (given.contains("${")) {
            return given;
        }
        return Identifiers.quoteIdentifier(identity(given));
    }

    /** The name as PostgreSQL keeps it. */
    static String identity(@Nullable String name) {
        String given = name == null ? "" : name;
        boolean mixed = !given.equals(given.toLowerCase(Locale.ROOT)) && !given.equals(given.toUpperCase(Locale.ROOT));
        return mixed ? given : given.toLowerCase(Locale.ROOT);
    }

    static String qualified(@Nullable String schema, @Nullable String name) {
        return schema == null || schema.isBlank() ? name(name) : name(schema) + "." + name(name);
    }

    static String table(ChangeNode change) {
        return qualified(change.get("schemaName"), change.get("tableName"));
    }

    /** Names separated by commas. */
    static String names(@Nullable String list) {
        return Arrays.stream((list == null ? "" : list).split(","))
                .map(entry -> name(entry.strip()))
                .collect(Collectors.joining(", "));
    }

    /** The value of an attribute in one of its forms: {@code value}, {@code valueNumeric}, ...; null when there is none. */
    static @Nullable String value(ChangeNode node, String prefix) {
        String text = node.get(prefix);
        if (text != null) {
            return text.equalsIgnoreCase("null") ? "NULL" : Identifiers.quoteLiteral(text);
        }
        String date = node.get(prefix + "Date");
        if (date != null) {
            boolean function =
                    date.contains("(") || date.toLowerCase(Locale.ROOT).startsWith("current");
            return function ? date : Identifiers.quoteLiteral(date);
        }
        String sequence = node.get(prefix + "SequenceNext");
        if (sequence != null) {
            return "nextval(" + Identifiers.quoteLiteral(sequence) + ")";
        }
        for (String form : List.of("Numeric", "Boolean", "Computed")) {
            String value = node.get(prefix + form);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** A column of CREATE TABLE or ADD COLUMN, without the constraints that are written behind all columns. */
    static String definition(ChangeNode column, boolean alone) {
        String type = column.get("type", "");
        StringBuilder sql = new StringBuilder(name(column.get("name")));
        sql.append(' ').append(LiquibaseTypes.postgres(type));
        if (column.is("autoIncrement") && !LiquibaseTypes.isSerial(type)) {
            sql.append(" GENERATED ")
                    .append(column.get("generationType", "BY DEFAULT"))
                    .append(" AS IDENTITY");
            if (column.get("startWith") != null) {
                sql.append(" (START WITH ").append(column.get("startWith")).append(')');
            }
        }
        String value = value(column, "defaultValue");
        if (value != null) {
            sql.append(" DEFAULT ").append(value);
        }
        ChangeNode constraints = column.child("constraints").orElse(null);
        if (constraints != null) {
            if (constraints.isNot("nullable")) {
                sql.append(constraint(constraints, "notNullConstraintName")).append(" NOT NULL");
            }
            if (alone && constraints.is("primaryKey")) {
                sql.append(constraint(constraints, "primaryKeyName")).append(" PRIMARY KEY");
            }
            sql.append(others(constraints));
        }
        return sql.toString();
    }

    private static String others(ChangeNode constraints) {
        StringBuilder sql = new StringBuilder();
        if (constraints.is("unique")) {
            sql.append(constraint(constraints, "uniqueConstraintName")).append(" UNIQUE");
        }
        if (constraints.get("checkConstraint") != null) {
            String check = constraints.get("checkConstraint", "").strip();
            boolean whole = check.toLowerCase(Locale.ROOT).startsWith("check");
            sql.append(whole ? " " + check : " CHECK (" + check + ")");
        }
        String references = constraints.get("references");
        if (references == null && constraints.get("referencedTableName") != null) {
            references = qualified(constraints.get("referencedTableSchemaName"), constraints.get("referencedTableName"))
                    + " (" + names(constraints.get("referencedColumnNames")) + ")";
        }
        if (references != null) {
            sql.append(constraint(constraints, "foreignKeyName"))
                    .append(" REFERENCES ")
                    .append(references);
            sql.append(constraints.is("deleteCascade") ? " ON DELETE CASCADE" : "")
                    .append(deferral(constraints));
        }
        return sql.toString();
    }

    private static String constraint(ChangeNode constraints, String attribute) {
        return constraints.get(attribute) == null ? "" : " CONSTRAINT " + name(constraints.get(attribute));
    }

    static String deferral(ChangeNode node) {
        return (node.is("deferrable") ? " DEFERRABLE" : "")
                + (node.is("initiallyDeferred") ? " INITIALLY DEFERRED" : "");
    }

    /** The columns of an index. */
    static String elements(ChangeNode change) {
        return change.children("column").stream()
                .map(column -> {
                    String given = column.get("name", "");
                    boolean expression = column.is("computed") || !given.matches("[\\w$ ]+");
                    String direction = column.is("descending") ? " DESC" : "";
                    return (expression ? expression(given) : element(given)) + direction;
                })
                .collect(Collectors.joining(", "));
    }

    private static String expression(String given) {
        return given.matches("[\\w.]+\\(.*\\)") || given.startsWith("(") ? given : "(" + given + ")";
    }

    /** A column, which may have its direction behind it. */
    private static String element(String given) {
        int blank = given.strip().indexOf(' ');
        return blank < 0
                ? name(given.strip())
                : name(given.strip().substring(0, blank)) + given.strip().substring(blank);
    }
}
