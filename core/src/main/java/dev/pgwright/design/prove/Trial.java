package dev.pgwright.design.prove;

import dev.pgwright.catalog.Table;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries a statement that a certain constraint should refuse. Where another constraint is in the way, it is set aside
 * for the trial and the statement tried again: what is wanted is the word of the one constraint.
 */
final class Trial {
    private static final int MOST_SET_ASIDE = 6;
    private static final String CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE";

    private final Session session;

    Trial(Session session) {
        this.session = session;
    }

    /**
     * The refusal that is wanted.
     *
     * @param states any of these will do
     * @param constraint its name, or null where the server names none
     * @param column the column it must name, or null
     */
    record Expected(
            Set<String> states,
            @Nullable String constraint,
            @Nullable String column) {
        static Expected constraint(String state, String name) {
            return new Expected(Set.of(state), name, null);
        }

        static Expected column(String state, String name) {
            return new Expected(Set.of(state), null, name);
        }

        static Expected state(String state) {
            return new Expected(Set.of(state), null, null);
        }
    }

    /**
     * What came of it.
     *
     * @param failure null when the statement was accepted
     * @param setAside what was put out of the way, in words
     */
    record Result(
            boolean asIntended, @Nullable SqlFailure failure, Rows rows, List<String> setAside, String statement) {
        /** As an end of a sentence: empty when nothing was set aside. */
        String withSetAside() {
            return setAside.isEmpty() ? "" : ", with " + String.join(" and ", setAside) + " set aside";
        }
    }

    /** The statement should be refused; its effects stay if it is not, so this belongs in a scope. */
    Result refused(Table table, String statement, Expected expected) {
        List<String> setAside = new ArrayList<>();
        while (true) {
            Session.Attempt attempt = attempt(statement);
            if (attempt.worked()) {
                if (setAside.isEmpty() && disableTriggers(table)) {
                    // a trigger that fills in what is missing or mends what is wrong hides the constraint
                    Session.Attempt again = attempt(statement);
                    if (again.failure()
                            .filter(failure -> isIntended(failure, expected))
                            .isPresent()) {
                        setAside.add("the table's triggers");
                        return new Result(true, again.failure().orElse(null), Rows.NONE, setAside, statement);
                    }
                }
                return new Result(false, null, attempt.rows(), setAside, statement);
            }
            SqlFailure failure = attempt.failure().orElseThrow();
            if (isIntended(failure, expected)) {
                return new Result(true, failure, Rows.NONE, setAside, statement);
            }
            Optional<String> removed =
                    setAside.size() < MOST_SET_ASIDE ? setAside(table, failure, expected) : Optional.empty();
            if (removed.isEmpty() || setAside.contains(removed.get())) {
                return new Result(false, failure, Rows.NONE, setAside, statement);
            }
            setAside.add(removed.get());
        }
    }

    /** The statement should work, obstacles set aside. */
    Result accepted(Table table, String statement) {
        Result result = refused(table, statement, new Expected(Set.of(), null, null));
        return new Result(
                result.failure() == null, result.failure(), result.rows(), result.setAside(), result.statement());
    }

    /** The statement with its deferred checks; none of its effects stay when it is refused. */
    Session.Attempt attempt(String statement) {
        return session.attempt(statement, CHECK_NOW);
    }

    private boolean isIntended(SqlFailure failure, Expected expected) {
        if (!expected.states().contains(failure.sqlState())) {
            return false;
        }
        if (expected.column() != null && !expected.column().equals(failure.column())) {
            return false;
        }
        return expected.constraint() == null
                || expected.constraint().equals(failure.constraint())
                || expected.constraint().equals(root(failure).map(Root::name).orElse(null));
    }

    /** The constraint or index of the parent table that a partition's belongs to. */
    private record Root(String relation, String name, boolean constraint) {}

    private Optional<Root> root(SqlFailure failure) {
        if (failure.constraint() == null || failure.table() == null || failure.schema() == null) {
            return Optional.empty();
        }
        String relation = Quoted.name(failure.schema()) + "." + Quoted.name(failure.table());
        Rows constraint = session.rows("""
                WITH RECURSIVE up AS (
                    SELECT oid, conname, conrelid, conparentid FROM pg_constraint
                    WHERE conname = ? AND conrelid = to_regclass(?)
                    UNION ALL
                    SELECT c.oid, c.conname, c.conrelid, c.conparentid FROM up JOIN pg_constraint c ON c.oid = up.conparentid)
                SELECT conrelid::regclass, conname FROM up WHERE conparentid = 0""", failure.constraint(), relation);
        if (constraint.values().isEmpty()) {
            constraint = inheritedCheck(failure.constraint(), relation);
        }
        if (!constraint.values().isEmpty()) {
            List<@Nullable String> row = constraint.values().get(0);
            return Optional.of(new Root(String.valueOf(row.get(0)), String.valueOf(row.get(1)), true));
        }
        Rows index = session.rows(
                "SELECT c.oid::regclass, c.relname FROM pg_class c"
                        + " WHERE c.oid = coalesce(pg_partition_root(to_regclass(?)), to_regclass(?))",
                Quoted.name(failure.schema()) + "." + Quoted.name(failure.constraint()),
                Quoted.name(failure.schema()) + "." + Quoted.name(failure.constraint()));
        if (index.values().isEmpty()) {
            return Optional.empty();
        }
        List<@Nullable String> row = index.values().get(0);
        return Optional.of(new Root(String.valueOf(row.get(0)), String.valueOf(row.get(1)), false));
    }

    /** Checks have no parent in pg_constraint: a partition's is its root table's of the same name. */
    private Rows inheritedCheck(String name, String relation) {
        return session.rows(
                "SELECT conrelid::regclass, conname FROM pg_constraint"
                        + " WHERE conname = ? AND conrelid = pg_partition_root(to_regclass(?))",
                name,
                relation);
    }

    private Optional<String> setAside(Table table, SqlFailure failure, Expected expected) {
        if (failure.sqlState().equals(States.NOT_NULL) && failure.column() != null && failure.table() != null) {
            String sql = "ALTER TABLE " + Quoted.name(table.name()) + " ALTER COLUMN " + Quoted.name(failure.column())
                    + " DROP NOT NULL";
            return session.attempt(sql).worked() ? Optional.of(failure.column() + " NOT NULL") : Optional.empty();
        }
        Optional<Root> root = root(failure);
        if (root.isPresent()) {
            Root found = root.get();
            if (found.name().equals(expected.constraint())) {
                return Optional.empty();
            }
            String sql = found.constraint()
                    ? "ALTER TABLE " + rootTable(found.relation()) + " DROP CONSTRAINT " + Quoted.name(found.name())
                            + " CASCADE"
                    : "DROP INDEX " + found.relation() + " CASCADE";
            return session.attempt(sql).worked() ? Optional.of(found.name()) : Optional.empty();
        }
        return failure.constraint() == null && failure.dataType() == null && disableTriggers(table)
                ? Optional.of("the table's triggers")
                : Optional.empty();
    }

    private String rootTable(String relation) {
        return String.valueOf(
                session.rows("SELECT coalesce(pg_partition_root(?::regclass), ?::regclass)", relation, relation)
                        .single());
    }

    private boolean disableTriggers(Table table) {
        return !table.triggers().isEmpty()
                && session.attempt("ALTER TABLE " + Quoted.name(table.name()) + " DISABLE TRIGGER USER")
                        .worked();
    }
}
