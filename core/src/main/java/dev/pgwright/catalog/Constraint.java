package dev.pgwright.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A constraint of a table. */
public sealed interface Constraint {
    String name();

    @Nullable String comment();

    /**
     * A primary key.
     *
     * @param withoutOverlaps the last column is a range that must not overlap (PostgreSQL 18)
     */
    record PrimaryKey(
            String name,
            List<String> columns,
            List<String> include,
            boolean withoutOverlaps,
            Deferrability deferrability,
            IndexStorage storage,
            @Nullable String comment)
            implements Constraint {
        public PrimaryKey {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        public PrimaryKey(
                String name,
                List<String> columns,
                List<String> include,
                boolean withoutOverlaps,
                Deferrability deferrability,
                @Nullable String comment) {
            this(name, columns, include, withoutOverlaps, deferrability, IndexStorage.DEFAULT, comment);
        }

        public static PrimaryKey of(String name, List<String> columns) {
            return new PrimaryKey(name, columns, List.of(), false, Deferrability.NOT_DEFERRABLE, null);
        }
    }

    /**
     * A unique constraint.
     *
     * @param nullsNotDistinct PostgreSQL 15
     * @param withoutOverlaps the last column is a range that must not overlap (PostgreSQL 18)
     */
    record Unique(
            String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            boolean withoutOverlaps,
            Deferrability deferrability,
            IndexStorage storage,
            @Nullable String comment)
            implements Constraint {
        public Unique {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        public Unique(
                String name,
                List<String> columns,
                List<String> include,
                boolean nullsNotDistinct,
                boolean withoutOverlaps,
                Deferrability deferrability,
                @Nullable String comment) {
            this(
                    name,
                    columns,
                    include,
                    nullsNotDistinct,
                    withoutOverlaps,
                    deferrability,
                    IndexStorage.DEFAULT,
                    comment);
        }

        public static Unique of(String name, List<String> columns) {
            return new Unique(name, columns, List.of(), false, false, Deferrability.NOT_DEFERRABLE, null);
        }

        public Unique withNullsNotDistinct() {
            return new Unique(name, columns, include, true, withoutOverlaps, deferrability, storage, comment);
        }
    }

    /**
     * A foreign key.
     *
     * @param setColumns the columns of {@code ON DELETE SET NULL (...)} (PostgreSQL 15); empty means all
     * @param matchFull {@code MATCH FULL}, else {@code MATCH SIMPLE}
     * @param period the last column is a period (PostgreSQL 18)
     * @param enforced false for {@code NOT ENFORCED} (PostgreSQL 18)
     */
    record ForeignKey(
            String name,
            List<String> columns,
            QualifiedName referenced,
            List<String> referencedColumns,
            ReferentialAction onUpdate,
            ReferentialAction onDelete,
            List<String> setColumns,
            boolean matchFull,
            boolean period,
            Deferrability deferrability,
            boolean validated,
            boolean enforced,
            @Nullable String comment)
            implements Constraint {
        public ForeignKey {
            columns = List.copyOf(columns);
            referencedColumns = List.copyOf(referencedColumns);
            setColumns = List.copyOf(setColumns);
        }

        public static ForeignKey of(
                String name,
                List<String> columns,
                QualifiedName referenced,
                List<String> referencedColumns,
                ReferentialAction onDelete) {
            return new ForeignKey(
                    name,
                    columns,
                    referenced,
                    referencedColumns,
                    ReferentialAction.NO_ACTION,
                    onDelete,
                    List.of(),
                    false,
                    false,
                    Deferrability.NOT_DEFERRABLE,
                    true,
                    true,
                    null);
        }

        public ForeignKey withSetColumns(List<String> list) {
            return new ForeignKey(
                    name,
                    columns,
                    referenced,
                    referencedColumns,
                    onUpdate,
                    onDelete,
                    list,
                    matchFull,
                    period,
                    deferrability,
                    validated,
                    enforced,
                    comment);
        }
    }

    /**
     * A check constraint.
     *
     * @param expression what stands in the parentheses
     * @param enforced false for {@code NOT ENFORCED} (PostgreSQL 18)
     */
    record Check(
            String name,
            String expression,
            boolean noInherit,
            boolean validated,
            boolean enforced,
            @Nullable String comment)
            implements Constraint {
        public static Check of(String name, String expression) {
            return new Check(name, expression, false, true, true, null);
        }
    }

    /** An exclusion constraint; {@code predicate} is its {@code WHERE}. */
    record Exclusion(
            String name,
            String method,
            List<Element> elements,
            List<String> include,
            @Nullable String predicate,
            Deferrability deferrability,
            IndexStorage storage,
            @Nullable String comment)
            implements Constraint {
        public Exclusion {
            elements = List.copyOf(elements);
            include = List.copyOf(include);
        }

        public Exclusion(
                String name,
                String method,
                List<Element> elements,
                List<String> include,
                @Nullable String predicate,
                Deferrability deferrability,
                @Nullable String comment) {
            this(name, method, elements, include, predicate, deferrability, IndexStorage.DEFAULT, comment);
        }

        /** An index element and the operator that must not hold, qualified for SQL where it must be. */
        public record Element(IndexElement element, String operator) {}
    }

    /**
     * A not-null constraint that is more than {@link Column#notNull()} says: named by hand, not inherited, not yet
     * validated or commented (PostgreSQL 18).
     */
    record NotNull(
            String name,
            String column,
            boolean noInherit,
            boolean validated,
            @Nullable String comment) implements Constraint {}
}
