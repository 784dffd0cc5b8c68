package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Something in a schema that a finding can be about. A column's default and a table's row-level security are things of their
 * own, as other statements than those of the column or the table may have set them.
 *
 * @param name of the object, or of the table it belongs to; what is in no schema has an empty one
 * @param part the name within the table, the arguments of a routine; null where the name says all
 */
public record SchemaObject(
        Kind kind, QualifiedName name, @Nullable String part) {
    /** What kinds there are. */
    public enum Kind {
        /** A table, view, materialized view or sequence. */
        RELATION,
        COLUMN,
        DEFAULT,
        /** Whatever a column has besides its type and its default, such as its compression. */
        COLUMN_SETTING,
        CONSTRAINT,
        INDEX,
        TRIGGER,
        POLICY,
        ROW_SECURITY,
        /** One of {@link TableSetting}. */
        TABLE_SETTING,
        ROUTINE,
        TYPE,
        SCHEMA,
        EXTENSION,
        PUBLICATION,
        /** The server itself, or a role of it. */
        SERVER
    }

    /** What a table is besides its columns, and what a statement of its own can change. */
    public enum TableSetting {
        PERSISTENCE,
        INHERITANCE,
        REPLICA_IDENTITY
    }

    public static SchemaObject relation(QualifiedName name) {
        return new SchemaObject(Kind.RELATION, name, null);
    }

    public static SchemaObject column(QualifiedName table, String column) {
        return new SchemaObject(Kind.COLUMN, table, column);
    }

    /** The default of a column. */
    public static SchemaObject defaultOf(QualifiedName table, String column) {
        return new SchemaObject(Kind.DEFAULT, table, column);
    }

    /** A column's compression. */
    public static SchemaObject settingOf(QualifiedName table, String column) {
        return new SchemaObject(Kind.COLUMN_SETTING, table, column);
    }

    public static SchemaObject constraint(QualifiedName table, String constraint) {
        return new SchemaObject(Kind.CONSTRAINT, table, constraint);
    }

    public static SchemaObject index(QualifiedName table, String index) {
        return new SchemaObject(Kind.INDEX, table, index);
    }

    public static SchemaObject trigger(QualifiedName table, String trigger) {
        return new SchemaObject(Kind.TRIGGER, table, trigger);
    }

    public static SchemaObject policy(QualifiedName table, String policy) {
        return new SchemaObject(Kind.POLICY, table, policy);
    }

    /** That row-level security is on, or off. */
    public static SchemaObject rowSecurity(QualifiedName table) {
        return new SchemaObject(Kind.ROW_SECURITY, table, null);
    }

    public static SchemaObject setting(QualifiedName table, TableSetting setting) {
        return new SchemaObject(Kind.TABLE_SETTING, table, setting.name());
    }

    /** A function, procedure or aggregate; the arguments are those of {@link dev.pgwright.catalog.Routine}. */
    public static SchemaObject routine(QualifiedName name, String arguments) {
        return new SchemaObject(Kind.ROUTINE, name, arguments);
    }

    public static SchemaObject type(QualifiedName name) {
        return new SchemaObject(Kind.TYPE, name, null);
    }

    public static SchemaObject schema(String name) {
        return new SchemaObject(Kind.SCHEMA, QualifiedName.of("", name), null);
    }

    public static SchemaObject extension(String name) {
        return new SchemaObject(Kind.EXTENSION, QualifiedName.of("", name), null);
    }

    public static SchemaObject publication(String name) {
        return new SchemaObject(Kind.PUBLICATION, QualifiedName.of("", name), null);
    }

    /** Something of the server, such as a role, which no migration makes. */
    public static SchemaObject server(String what) {
        return new SchemaObject(Kind.SERVER, QualifiedName.of("", what), null);
    }

    /** What to look at where nobody knows where the thing itself comes from; null when there is nothing wider. */
    @Nullable SchemaObject wider() {
        return switch (kind) {
            case DEFAULT, COLUMN_SETTING -> new SchemaObject(Kind.COLUMN, name, part);
            case COLUMN, CONSTRAINT, INDEX, TRIGGER, POLICY, ROW_SECURITY, TABLE_SETTING -> relation(name);
            case RELATION, ROUTINE, TYPE, SCHEMA, EXTENSION, PUBLICATION, SERVER -> null;
        };
    }

    /** As people name it: {@code shop.orders}, {@code shop.orders.total}, {@code shop.place_order(integer)}. */
    @Override
    public String toString() {
        String owner = name.schema().isEmpty() ? name.name() : name.toString();
        return switch (kind) {
            case COLUMN, DEFAULT, COLUMN_SETTING -> owner + "." + part;
            case CONSTRAINT, TRIGGER, POLICY -> part + " on " + owner;
            case INDEX -> name.schema() + "." + part;
            case ROUTINE -> owner + "(" + part + ")";
            case RELATION, ROW_SECURITY, TABLE_SETTING, TYPE, SCHEMA, EXTENSION, PUBLICATION, SERVER -> owner;
        };
    }
}
