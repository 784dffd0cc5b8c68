package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Run.Entry;
import dev.pgwright.migrate.apply.Run.Progress;
import dev.pgwright.migrate.apply.Run.Request;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.migrate.plan.Backfill;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.Place;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Works through the units of a run that are not done. */
final class Runner {
    private static final long FIRST_PAUSE_MS = 250;
    private static final long LONGEST_PAUSE_MS = 30_000;
    private static final long LOOK_MS = 500;

    /** What may work the next time: a lock that was not to be had, a deadlock, a conflict between transactions. */
    private static final List<String> TRY_AGAIN = List.of("55P03", "40P01", "40001");

    private static final String CANCELLED = "57014";
    private static final Random JITTER = new Random();

    private final Postgres server;
    private final Guard guard;
    private final Session worker;
    private final Account account;
    private final Watch watch;
    private final Token token;
    private final ApplyOptions options;
    private final ApplyListener listener;
    private final BooleanSupplier stop;
    private final String continuation;

    /**
     * Who this runner is.
     *
     * @param text what the account holds while nobody took over
     * @param pid the worker's backend
     */
    record Token(String text, int pid) {}

    /**
     * A runner.
     *
     * @param continuation the command that goes on where this one ends
     */
    Runner(
            Postgres server,
            Guard guard,
            Session worker,
            Account account,
            Watch watch,
            Token token,
            ApplyOptions options,
            ApplyListener listener,
            BooleanSupplier stop,
            String continuation) {
        this.server = server;
        this.guard = guard;
        this.worker = worker;
        this.account = account;
        this.watch = watch;
        this.token = token;
        this.options = options;
        this.listener = listener;
        this.stop = stop;
        this.continuation = continuation;
    }

    /** Works; returns when all units are done. */
    void run(Run run, List<Unit> units) {
        for (Unit unit : units) {
            Entry entry = run.units().get(unit.number() - 1);
            if (entry.progress() == Progress.DONE) {
                continue;
            }
            between(run);
            refuseWhenNotDeployed(run, unit);
            new Verification(worker, watch, listener).check(unit, entry.progress(), continuation);
            listener.begin(unit, units.size());
            Backfill backfill = unit.backfill();
            if (backfill != null) {
                begin(run, unit, entry);
                new Backfilling(this, server, worker, watch, token.pid(), options, listener).run(run, unit, backfill);
                book(run, unit, "progress = 'done', ended_at = now()");
            } else if (unit.outside()) {
                outside(run, unit, entry);
            } else {
                transaction(run, unit);
            }
            listener.done(unit);
        }
        account.state(run.id(), State.DONE);
    }

    private void begin(Run run, Unit unit, Entry entry) {
        boolean first = entry.progress() == Progress.WAITING;
        book(run, unit, "tries = tries + 1" + (first ? ", progress = 'begun', began_at = now()" : ""));
    }

    /** Between two units, two batches, and two tries of one, the run pauses, stops or goes on. */
    void between(Run run) {
        boolean told = false;
        while (true) {
            refuseWhenStopped();
            guard.verify();
            Optional<Request> request = guard.requested(run.id());
            Duration closed = request.isEmpty() ? untilWindow() : Duration.ZERO;
            if (request.isEmpty() && closed.isZero()) {
                return;
            }
            if (request.isEmpty()) {
                if (!told) {
                    listener.note("outside of the window " + options.window() + "; the next step begins in "
                            + Blocker.duration(closed.toSeconds()));
                    told = true;
                }
                sleep(Math.min(closed.toMillis() + 1, LOOK_MS));
                continue;
            }
            if (request.get() == Request.ABORT) {
                account.state(run.id(), State.ABORTED);
                throw new PgwrightException(
                        ErrorCode.STOPPED,
                        Place.UNKNOWN,
                        "the run was aborted by command; what was done stays",
                        "take it back with 'pgwright migrate rollback', or go on with 'pgwright migrate resume' and "
                                + continuation);
            }
            if (!told) {
                listener.note("paused by command; 'pgwright migrate resume' lets it go on");
                told = true;
            }
            sleep(LOOK_MS);
        }
    }

    private Duration untilWindow() {
        Window window = options.window();
        Duration closed = window == null ? Duration.ZERO : window.until(ZonedDateTime.now(window.zone()));
        if (window != null && window.stops() && !closed.isZero()) {
            throw new PgwrightException(
                    ErrorCode.STOPPED,
                    Place.UNKNOWN,
                    "outside of the window " + window + " no step begins; what was done stays",
                    "go on with " + continuation + " when it opens, in " + Blocker.duration(closed.toSeconds()));
        }
        return closed;
    }

    private void refuseWhenStopped() {
        if (stop.getAsBoolean()) {
            throw new PgwrightException(
                    ErrorCode.STOPPED, Place.UNKNOWN, "stopped; what was done stays", "go on with " + continuation);
        }
    }

    /** A rollback comes by the steps from the last to the first. */
    private void refuseWhenNotDeployed(Run run, Unit unit) {
        boolean told = options.isDeployed(run.direction() == Run.Direction.APPLY, unit.step());
        if (!unit.awaits().isEmpty() && !told) {
            throw new PgwrightException(
                    ErrorCode.STOPPED,
                    Place.UNKNOWN,
                    "step " + unit.step() + " (" + unit.title() + ") waits for a deployment: "
                            + String.join("; ", unit.awaits()),
                    "what was done stays; when all running code is like that, go on with " + continuation
                            + " --deployed " + unit.step());
        }
    }

    private void transaction(Run run, Unit unit) {
        Tries tries = new Tries(run, unit);
        while (true) {
            book(run, unit, "tries = tries + 1, began_at = coalesce(began_at, now())");
            Optional<SqlFailure> failure = tryTransaction(run, unit, tries);
            if (failure.isEmpty()) {
                return;
            }
            worker.execute("ROLLBACK");
            tries.failed(failure.get());
        }
    }

    private Optional<SqlFailure> tryTransaction(Run run, Unit unit, Tries tries) {
        worker.execute("BEGIN");
        lockTimeout("SET LOCAL");
        fence();
        for (String sql : unit.statements()) {
            listener.send(unit, sql);
            Watch.Watched watched = watch.run(sql, null);
            tries.saw(sql, watched);
            if (!watched.attempt().worked()) {
                return watched.attempt().failure();
            }
        }
        book(run, unit, "progress = 'done', ended_at = clock_timestamp()");
        Session.Attempt commit = worker.attempt("COMMIT");
        return commit.failure();
    }

    private void outside(Run run, Unit unit, Entry entry) {
        Tries tries = new Tries(run, unit);
        List<OutsideStatement> statements =
                unit.statements().stream().map(OutsideStatement::of).toList();
        if (entry.progress() == Progress.WAITING) {
            // what is there now is not our work
            book(
                    run,
                    unit,
                    "progress = 'begun', began_at = now(), indexes_before = ARRAY(SELECT c.oid FROM"
                            + " pg_catalog.pg_class c WHERE c.oid = ANY (ARRAY(SELECT pg_catalog.to_regclass(n)::oid"
                            + " FROM unnest(?::text[]) n)))",
                    Activity.array(statements.stream()
                            .filter(OutsideStatement::buildsIndex)
                            .map(OutsideStatement::name)
                            .toList()));
        }
        lockTimeout("SET");
        boolean resumed = entry.progress() == Progress.BEGUN;
        Leftovers leftovers = new Leftovers(worker, run.id(), unit.number());
        for (int i = entry.statementsDone(); i < statements.size(); i++) {
            OutsideStatement statement = statements.get(i);
            OutsideStatement next = i + 1 < statements.size() ? statements.get(i + 1) : null;
            book(run, unit, "tries = tries + 1");
            while (!statement(unit, statement, next, leftovers, resumed, tries)) {
                resumed = true;
                guard.verify();
                book(run, unit, "tries = tries + 1");
            }
            book(run, unit, "statements_done = " + (i + 1));
            resumed = false;
        }
        book(run, unit, "progress = 'done', ended_at = now()");
        worker.execute("RESET lock_timeout");
    }

    /** Tries a statement once, or what has to come before it; whether it is done. */
    private boolean statement(
            Unit unit,
            OutsideStatement statement,
            @Nullable OutsideStatement next,
            Leftovers leftovers,
            boolean resumed,
            Tries tries) {
        if (leftovers.isDone(statement, next, resumed)) {
            return true;
        }
        for (String sql : leftovers.toRun(statement)) {
            listener.send(unit, sql);
            if (statement.waitsAlone()) {
                worker.execute("SET lock_timeout = 0");
            } else {
                lockTimeout("SET");
            }
            Watch.Watched watched = watch.run(sql, statement.waitsAlone() ? options.giveUp() : null);
            tries.saw(sql, watched);
            if (watched.gaveUp()) {
                throw tries.givenUp();
            }
            if (!watched.attempt().worked()) {
                tries.failed(watched.attempt().failure().orElseThrow());
                return false;
            }
        }
        return true;
    }

    /** Nobody else has taken over, and nobody can before this transaction ends. */
    void fence() {
        boolean ours = !worker.rows("SELECT 1 FROM pgwright.runner WHERE token = ?::uuid FOR UPDATE", token.text())
                .values()
                .isEmpty();
        if (!ours) {
            throw lost();
        }
    }

    private void book(Run run, Unit unit, String change, String... parameters) {
        String[] all = new String[parameters.length + 3];
        System.arraycopy(parameters, 0, all, 0, parameters.length);
        all[parameters.length] = String.valueOf(run.id());
        all[parameters.length + 1] = String.valueOf(unit.number());
        all[parameters.length + 2] = token.text();
        long booked = worker.rows(
                        "UPDATE pgwright.units SET " + change + " WHERE run = ?::bigint AND number = ?::int"
                                + " AND EXISTS (SELECT FROM pgwright.runner WHERE token = ?::uuid)",
                        all)
                .affected();
        if (booked != 1) {
            throw lost();
        }
    }

    private static PgwrightException lost() {
        return new PgwrightException(
                ErrorCode.STOPPED,
                Place.UNKNOWN,
                "another runner has taken over this run",
                "'pgwright migrate status' tells how far it is");
    }

    private void lockTimeout(String set) {
        worker.execute(String.format(
                Locale.ROOT, "%s lock_timeout = %d", set, options.lockTimeout().toMillis()));
    }

    void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PgwrightException(
                    ErrorCode.STOPPED, Place.UNKNOWN, "stopped; what was done stays", "go on with " + continuation, e);
        }
    }

    /** The tries of a unit: how long they have gone on, and who stood in the way. */
    final class Tries {
        private final Run run;
        private final Unit unit;
        private long since = System.nanoTime();
        private List<Blocker> blockers = new ArrayList<>();
        private String sql = "";
        private long pauseMs = FIRST_PAUSE_MS;

        Tries(Run run, Unit unit) {
            this.run = run;
            this.unit = unit;
        }

        void saw(String statement, Watch.Watched watched) {
            sql = statement;
            blockers = watched.blockers().isEmpty() ? blockers : watched.blockers();
        }

        /** Waits until it is worth another try, or ends the run. */
        void failed(SqlFailure failure) {
            if (failure.sqlState().equals(CANCELLED)) {
                guard.verify();
                refuseWhenStopped();
            }
            if (!TRY_AGAIN.contains(failure.sqlState())) {
                throw new PgwrightException(
                        ErrorCode.STOPPED,
                        Place.ofObject("step " + unit.step() + ", " + unit.title()),
                        failure.withDetail() + (isCheck() ? "" : "; the statement was: " + sql),
                        (failure.hint() == null ? "" : failure.hint() + "; ")
                                + (unit.outside() ? "" : "the step was taken back as a whole; ")
                                + "mend the cause and go on with " + continuation
                                + ", or take all back with 'pgwright migrate rollback'");
            }
            if (System.nanoTime() - since > options.giveUp().toNanos()) {
                throw givenUp();
            }
            String who = blockers.isEmpty() ? "" : "; " + blockers.get(0) + " is in the way";
            listener.again(unit, failure.message() + who);
            long until = System.nanoTime() + (long) (pauseMs * (0.5 + JITTER.nextDouble()) * 1_000_000);
            pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
            while (System.nanoTime() < until) {
                refuseWhenStopped();
                sleep(50);
            }
            long asked = System.nanoTime();
            between(run);
            // a pause by command is not the run's own patience
            since += System.nanoTime() - asked;
        }

        PgwrightException givenUp() {
            StringBuilder who = new StringBuilder();
            blockers.forEach(blocker -> who.append("; ").append(blocker).append(" is in the way"));
            return new PgwrightException(
                    ErrorCode.STOPPED,
                    Place.ofObject("step " + unit.step() + ", " + unit.title()),
                    "gave up after " + Blocker.duration(options.giveUp().toSeconds()) + " of waiting for locks" + who,
                    "see that it ends, and go on with " + continuation + "; --give-up says how long to try");
        }

        /** A block says itself what it has found; its text is in the plan. */
        private boolean isCheck() {
            return sql.startsWith("DO ");
        }
    }
}
