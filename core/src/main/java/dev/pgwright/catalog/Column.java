package dev.pgwright.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param type as {@code format_type} gives it with an empty search path: schema-qualified unless in pg_catalog
 * @param collation qualified for SQL, null when the type's default
 * @param defaultExpression SQL, null when there is none
 */
public record Column(
        String name,
        String type,
        @Nullable String collation,
        boolean notNull,
        @Nullable String defaultExpression,
        @Nullable Identity identity,
        @Nullable Generated generated,
        ColumnSettings settings,
        @Nullable String comment) {
    /** A column without what few columns have. */
    public Column(
            String name,
            String type,
            @Nullable String collation,
            boolean notNull,
            @Nullable String defaultExpression,
            @Nullable Identity identity,
            @Nullable Generated generated,
            @Nullable String comment) {
        this(name, type, collation, notNull, defaultExpression, identity, generated, ColumnSettings.NONE, comment);
    }

    public static Column of(String name, String type) {
        return new Column(name, type, null, false, null, null, null, null);
    }

    public Column withType(String other) {
        return new Column(name, other, collation, notNull, defaultExpression, identity, generated, settings, comment);
    }

    public Column withCollation(String other) {
        return new Column(name, type, other, notNull, defaultExpression, identity, generated, settings, comment);
    }

    public Column withNotNull() {
        return new Column(name, type, collation, true, defaultExpression, identity, generated, settings, comment);
    }

    public Column withDefault(String expression) {
        return new Column(name, type, collation, notNull, expression, identity, generated, settings, comment);
    }

    public Column withIdentity(Identity value) {
        return new Column(name, type, collation, true, defaultExpression, value, generated, settings, comment);
    }

    public Column withoutIdentity() {
        return new Column(name, type, collation, notNull, defaultExpression, null, generated, settings, comment);
    }

    public Column withGenerated(Generated value) {
        return new Column(name, type, collation, notNull, defaultExpression, identity, value, settings, comment);
    }

    public Column withComment(@Nullable String value) {
        return new Column(name, type, collation, notNull, defaultExpression, identity, generated, settings, value);
    }

    public Column withSettings(ColumnSettings value) {
        return new Column(name, type, collation, notNull, defaultExpression, identity, generated, value, comment);
    }
}
