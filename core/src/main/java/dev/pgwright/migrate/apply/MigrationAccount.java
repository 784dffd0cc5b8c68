package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Run.Direction;
import dev.pgwright.migrate.apply.Run.Request;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a database's account of migrations says, and what can be asked of the runner through it. */
public final class MigrationAccount {
    private MigrationAccount() {}

    /**
     * How things are.
     *
     * @param latest the run that was begun last; null if there is none
     * @param history of all runs, the latest first, without their units
     * @param runner the session that holds the lock of the runner; null if there is none
     * @param activity what the runner's statement is at; null if there is no runner
     * @param schemas of a database, the latest run of each schema that was a target by itself, without its units
     */
    public record Status(
            @Nullable Run latest,
            List<Run> history,
            @Nullable String runner,
            @Nullable Activity activity,
            List<Run> schemas) {
        public Status {
            schemas = List.copyOf(schemas);
            history = List.copyOf(history);
        }
    }

    /**
     * How far the latest run is.
     *
     * @param schema the target; empty for the database as a whole, as for the others
     */
    public static Status status(Postgres server, String schema) {
        return with(server, session -> {
            Account account = new Account(session, schema);
            if (!account.exists()) {
                return new Status(null, List.of(), null, null, List.of());
            }
            Optional<String> runner = Guard.holder(session, schema);
            Optional<Activity> activity = runner.isEmpty() ? Optional.empty() : worker(session, schema);
            return new Status(
                    account.latest().orElse(null),
                    account.history(),
                    runner.orElse(null),
                    activity.orElse(null),
                    schema.isEmpty() ? account.ofSchemas() : List.of());
        });
    }

    private static Optional<Activity> worker(Session session, String schema) {
        return session
                .rows(
                        "SELECT a.pid FROM pgwright.runner r JOIN pg_catalog.pg_stat_activity a"
                                + " ON a.pid = r.backend AND a.backend_start = r.backend_start WHERE r.schema = ?",
                        schema)
                .first()
                .stream()
                .findFirst()
                .flatMap(pid -> Activity.of(session, Integer.parseInt(String.valueOf(pid))));
    }

    /**
     * Asks the runner to pause behind the unit that it is at; a run without runner will not begin before it is resumed.
     *
     * @throws PgwrightException with {@code REFUSED} if no run is open
     */
    public static Run pause(Postgres server, String schema) {
        return with(server, session -> {
            Account account = new Account(session, schema);
            Run run = open(account);
            account.request(run, Request.PAUSE);
            return run;
        });
    }

    /**
     * Lets a paused or aborted run go on.
     *
     * @throws PgwrightException with {@code REFUSED} if there is none
     */
    public static Run resume(Postgres server, String schema) {
        return with(server, session -> {
            Account account = new Account(session, schema);
            Run run = open(account);
            if (run.state() == State.ABORTED) {
                account.state(run.id(), State.RUNNING);
            } else {
                account.request(run, null);
            }
            return run;
        });
    }

    /**
     * Ends a run: at once where no runner is at work, behind its unit otherwise. What was done stays.
     *
     * @throws PgwrightException with {@code REFUSED} if none is open, or it is a rollback, which has to be finished
     */
    public static Run abort(Postgres server, String schema) {
        return with(server, session -> {
            Account account = new Account(session, schema);
            Run run = open(account);
            if (run.direction() == Direction.ROLLBACK) {
                throw refused(
                        "the plan is being taken back, and half of that is neither of both schemas",
                        "finish it with 'pgwright migrate rollback'");
            }
            if (Guard.holder(session, schema).isPresent()) {
                account.request(run, Request.ABORT);
            } else {
                account.state(run.id(), State.ABORTED);
            }
            return run;
        });
    }

    /**
     * Removes the account. Whether there was one is returned.
     *
     * @throws PgwrightException with {@code REFUSED} while a run is open
     */
    public static boolean uninstall(Postgres server) {
        return with(server, session -> {
            Account account = new Account(session, "");
            if (!account.exists()) {
                return false;
            }
            if (account.latest().map(Run::isOpen).orElse(false)
                    || account.ofSchemas().stream().anyMatch(Run::isOpen)) {
                throw refused(
                        "a plan is under way, and the account is all that knows how far",
                        "finish it with 'pgwright migrate apply', or take it back with 'pgwright migrate rollback'");
            }
            account.drop();
            return true;
        });
    }

    private static Run open(Account account) {
        return Optional.of(account)
                .filter(Account::exists)
                .flatMap(Account::latest)
                .filter(Run::isOpen)
                .orElseThrow(() -> refused("no plan is under way here", null));
    }

    private static PgwrightException refused(String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.REFUSED, Place.UNKNOWN, message, hint);
    }

    private static <T> T with(Postgres server, Function<Session, T> work) {
        try (Session session = Session.of(server.connect())) {
            return work.apply(session);
        }
    }
}
