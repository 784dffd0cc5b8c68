package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Run.Progress;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.stream.Collectors;

/** Asks before a unit whether there are rows because of which it must not run. */
final class Verification {
    /** So many rows are named. */
    private static final int NAMED = 3;

    private static final int LONGEST = 200;
    private static final String CANCELLED = "57014";

    private final Session worker;
    private final Watch watch;
    private final ApplyListener listener;

    Verification(Session worker, Watch watch, ApplyListener listener) {
        this.worker = worker;
        this.watch = watch;
        this.listener = listener;
    }

    /**
     * Runs the queries for misfits of a unit that has not begun; they read only, and lock as any query does.
     *
     * @throws PgwrightException with {@code STOPPED} and the first rows, if there are any
     */
    void check(Unit unit, Progress progress, String continuation) {
        if (progress != Progress.WAITING || checksItself(unit)) {
            return;
        }
        for (String misfits : unit.misfits()) {
            String sql = "SELECT m::text FROM (" + misfits + ") m LIMIT " + (NAMED + 1);
            listener.send(unit, sql);
            worker.execute("RESET lock_timeout");
            Session.Attempt attempt = watch.run(sql, null).attempt();
            if (!attempt.worked()) {
                refuse(unit, attempt.failure().orElseThrow(), continuation);
            } else if (!attempt.rows().values().isEmpty()) {
                throw refused(unit, misfits, attempt.rows().first(), continuation);
            }
        }
    }

    /** A block that raises what it finds. */
    private static boolean checksItself(Unit unit) {
        return unit.backfill() == null && unit.statements().stream().allMatch(sql -> sql.startsWith("DO "));
    }

    /** What cannot be asked is no misfit: the server itself refuses the step, as a whole, if there are any. */
    private void refuse(Unit unit, SqlFailure failure, String continuation) {
        if (failure.sqlState().equals(CANCELLED)) {
            throw new PgwrightException(
                    ErrorCode.STOPPED, Place.UNKNOWN, "stopped; what was done stays", "go on with " + continuation);
        }
        listener.note("step " + unit.step() + " (" + unit.title() + ") is run without a look for rows that do not fit: "
                + failure.message());
    }

    private static PgwrightException refused(Unit unit, String misfits, List<String> rows, String continuation) {
        String named = rows.stream()
                .limit(NAMED)
                .map(row -> row.length() <= LONGEST ? row : row.substring(0, LONGEST) + "...")
                .collect(Collectors.joining(", "));
        return new PgwrightException(
                ErrorCode.STOPPED,
                Place.ofObject("step " + unit.step() + ", " + unit.title()),
                "rows are in its way: " + named + (rows.size() > NAMED ? " and more" : "")
                        + "; nothing of the step was done",
                misfits + " finds them all; mend them and go on with " + continuation
                        + ", or take all back with 'pgwright migrate rollback'");
    }
}
