package dev.pgwright.catalog.print;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.ReferentialAction;
import java.util.List;
import java.util.stream.Collectors;

/** Constraints as the table elements of CREATE TABLE and ALTER TABLE ADD. */
final class ConstraintDdl {
    private ConstraintDdl() {}

    /** {@code CONSTRAINT name ...}; without {@code NOT VALID}. */
    static String element(Constraint constraint) {
        return "CONSTRAINT " + quoteIdentifier(constraint.name()) + " " + definition(constraint);
    }

    /** Whether it can only be added to a table that exists: CREATE TABLE would validate it. */
    static boolean needsAlter(Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey key) {
            return !key.validated();
        }
        if (constraint instanceof Constraint.Check check) {
            return !check.validated();
        }
        return constraint instanceof Constraint.NotNull notNull && !notNull.validated();
    }

    /** The place of a kind in CREATE TABLE. */
    static int rank(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey) {
            return 0;
        }
        if (constraint instanceof Constraint.Unique) {
            return 1;
        }
        if (constraint instanceof Constraint.Exclusion) {
            return 2;
        }
        return constraint instanceof Constraint.ForeignKey ? 3 : 4;
    }

    private static String definition(Constraint constraint) {
        if (constraint instanceof Constraint.PrimaryKey key) {
            return "PRIMARY KEY (" + columns(key.columns(), key.withoutOverlaps()) + ")" + include(key.include())
                    + storage(key.storage())
                    + deferrability(key.deferrability());
        }
        if (constraint instanceof Constraint.Unique unique) {
            return "UNIQUE " + (unique.nullsNotDistinct() ? "NULLS NOT DISTINCT " : "") + "("
                    + columns(unique.columns(), unique.withoutOverlaps()) + ")" + include(unique.include())
                    + storage(unique.storage())
                    + deferrability(unique.deferrability());
        }
        if (constraint instanceof Constraint.ForeignKey key) {
            return foreignKey(key);
        }
        if (constraint instanceof Constraint.Check check) {
            return "CHECK (" + check.expression() + ")" + (check.noInherit() ? " NO INHERIT" : "")
                    + enforced(check.enforced());
        }
        if (constraint instanceof Constraint.Exclusion exclusion) {
            return exclusion(exclusion);
        }
        Constraint.NotNull notNull = (Constraint.NotNull) constraint;
        return "NOT NULL " + quoteIdentifier(notNull.column()) + (notNull.noInherit() ? " NO INHERIT" : "");
    }

    private static String columns(List<String> columns, boolean withoutOverlaps) {
        return SqlText.names(columns) + (withoutOverlaps ? " WITHOUT OVERLAPS" : "");
    }

    private static String foreignKey(Constraint.ForeignKey key) {
        StringBuilder sql = new StringBuilder("FOREIGN KEY (")
                .append(withPeriod(key.columns(), key.period()))
                .append(") REFERENCES ")
                .append(SqlText.name(key.referenced()))
                .append(" (")
                .append(withPeriod(key.referencedColumns(), key.period()))
                .append(')');
        if (key.matchFull()) {
            sql.append(" MATCH FULL");
        }
        if (key.onUpdate() != ReferentialAction.NO_ACTION) {
            sql.append(" ON UPDATE ").append(key.onUpdate().sql());
        }
        if (key.onDelete() != ReferentialAction.NO_ACTION) {
            sql.append(" ON DELETE ").append(key.onDelete().sql());
        }
        if (!key.setColumns().isEmpty()) {
            sql.append(" (").append(SqlText.names(key.setColumns())).append(')');
        }
        return sql.append(deferrability(key.deferrability()))
                .append(enforced(key.enforced()))
                .toString();
    }

    private static String withPeriod(List<String> columns, boolean period) {
        int last = columns.size() - 1;
        return period
                ? SqlText.names(columns.subList(0, last)) + (last > 0 ? ", " : "") + "PERIOD "
                        + quoteIdentifier(columns.get(last))
                : SqlText.names(columns);
    }

    private static String exclusion(Constraint.Exclusion exclusion) {
        String elements = exclusion.elements().stream()
                .map(element -> SqlText.element(element.element()) + " WITH " + element.operator())
                .collect(Collectors.joining(", "));
        return "EXCLUDE USING " + quoteIdentifier(exclusion.method()) + " (" + elements + ")"
                + include(exclusion.include())
                + storage(exclusion.storage())
                + (exclusion.predicate() == null ? "" : " WHERE (" + exclusion.predicate() + ")")
                + deferrability(exclusion.deferrability());
    }

    private static String include(List<String> columns) {
        return columns.isEmpty() ? "" : " INCLUDE (" + SqlText.names(columns) + ")";
    }

    private static String storage(IndexStorage storage) {
        return SqlText.with(storage.parameters())
                + (storage.tablespace() == null
                        ? ""
                        : " USING INDEX TABLESPACE " + quoteIdentifier(storage.tablespace()));
    }

    private static String enforced(boolean enforced) {
        return enforced ? "" : " NOT ENFORCED";
    }

    private static String deferrability(Deferrability deferrability) {
        return switch (deferrability) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " DEFERRABLE";
            case INITIALLY_DEFERRED -> " DEFERRABLE INITIALLY DEFERRED";
        };
    }
}
