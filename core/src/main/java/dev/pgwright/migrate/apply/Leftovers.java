package dev.pgwright.migrate.apply;

import dev.pgwright.migrate.apply.OutsideStatement.Kind;
import dev.pgwright.server.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement outside of a transaction has left when it was broken off, and what is still to be done then. */
final class Leftovers {
    private final Session session;
    private final String run;
    private final String unit;

    Leftovers(Session session, long run, int unit) {
        this.session = session;
        this.run = String.valueOf(run);
        this.unit = String.valueOf(unit);
    }

    /** How an index is. */
    private enum Build {
        NONE,
        /** It was there before the unit began. */
        OLD,
        BROKEN,
        DONE
    }

    /**
     * Whether a statement needs not run any more.
     *
     * @param next the statement behind it
     * @param resumed it may have run before
     */
    boolean isDone(OutsideStatement statement, @Nullable OutsideStatement next, boolean resumed) {
        return switch (statement.kind()) {
            case BUILD -> build(statement.name()) == Build.DONE;
            case CLEAR ->
                next != null
                        && next.buildsIndex()
                        && next.name().equals(statement.name())
                        && build(next.name()) == Build.DONE;
            case DROP -> resumed && !isThere(statement.name());
            case DETACH -> resumed && detachment(statement).isEmpty();
            case OTHER -> false;
        };
    }

    /** A statement with what has to come before it, or what goes on with it. */
    List<String> toRun(OutsideStatement statement) {
        if (statement.kind() == Kind.BUILD && build(statement.name()) == Build.BROKEN) {
            return List.of("DROP INDEX CONCURRENTLY IF EXISTS " + statement.name(), statement.sql());
        }
        if (statement.kind() == Kind.DETACH && detachment(statement).equals("t")) {
            return List.of("ALTER TABLE " + statement.parent() + " DETACH PARTITION " + statement.name() + " FINALIZE");
        }
        return List.of(statement.sql());
    }

    private Build build(String index) {
        List<@Nullable String> found = session.rows(
                        "SELECT CASE WHEN x.indexrelid = ANY (u.indexes_before) THEN 'OLD'"
                                + " WHEN x.indisvalid AND x.indisready THEN 'DONE' ELSE 'BROKEN' END"
                                + " FROM pg_catalog.pg_index x, pgwright.units u"
                                + " WHERE x.indexrelid = pg_catalog.to_regclass(?)"
                                + " AND u.run = ?::bigint AND u.number = ?::int",
                        index,
                        run,
                        unit)
                .first();
        String state = found.isEmpty() ? null : found.get(0);
        return state == null ? Build.NONE : Build.valueOf(state);
    }

    private boolean isThere(String name) {
        return session.rows("SELECT pg_catalog.to_regclass(?) IS NOT NULL", name)
                .single()
                .equals("t");
    }

    /** {@code t} where the detachment is pending, {@code f} where it has not begun, empty where it is complete. */
    private String detachment(OutsideStatement statement) {
        List<@Nullable String> pending = session.rows(
                        "SELECT inhdetachpending FROM pg_catalog.pg_inherits WHERE inhrelid = pg_catalog.to_regclass(?)"
                                + " AND inhparent = pg_catalog.to_regclass(?)",
                        statement.name(),
                        statement.parent())
                .first();
        String state = pending.isEmpty() ? null : pending.get(0);
        return state == null ? "" : state;
    }
}
