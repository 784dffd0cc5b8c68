package dev.pgwright.migrate.apply;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ReadOptions;
import dev.pgwright.migrate.apply.Run.Direction;
import dev.pgwright.migrate.apply.Run.Entry;
import dev.pgwright.migrate.apply.Run.Progress;
import dev.pgwright.migrate.apply.Run.State;
import dev.pgwright.migrate.plan.AllowedLosses;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan to a database, and takes it back. What was begun is continued, whatever ended the run before; nothing is
 * begun that would not end well, as far as that can be known.
 */
public final class Migrator {
    private static final String APPLY = "'pgwright migrate apply'";
    private static final String ROLLBACK = "'pgwright migrate rollback'";

    private final Postgres server;
    private final PlanFolder folder;
    private final ApplyOptions options;
    private final ApplyListener listener;
    private final BooleanSupplier stop;

    /**
     * A migrator.
     *
     * @param stop whether to stop as soon as that leaves nothing half done; asked often and by several threads
     */
    public Migrator(
            Postgres server, PlanFolder folder, ApplyOptions options, ApplyListener listener, BooleanSupplier stop) {
        this.server = server;
        this.folder = folder;
        this.options = options;
        this.listener = listener;
        this.stop = stop;
    }

    /**
     * What a run would do.
     *
     * @param units in order, without those that are done
     * @param continued whether it goes on with a run
     * @param loses what is gone once it has run, by the objects that have to be allowed
     * @param warnings what may make it slow or end it
     */
    public record Preview(List<Unit> units, boolean continued, List<Loss> loses, List<String> warnings) {
        public Preview {
            units = List.copyOf(units);
            loses = List.copyOf(loses);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * What came of a run.
     *
     * @param done how many units were worked through now; 0 if the database was as it should be
     * @param differences between what the database is and what it should be then; none unless others changed it meanwhile
     */
    public record Result(int done, List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    /** A run to begin or to continue. */
    private record Task(
            Direction direction,
            List<Unit> units,
            int reached,
            boolean begun,
            @Nullable Run run,
            List<Loss> loses) {
        int pending() {
            return run == null ? units.size() : units.size() - run.done();
        }
    }

    /**
     * Looks at everything that {@link #apply} looks at before it begins, and changes nothing.
     *
     * @throws PgwrightException as that
     */
    public Preview previewApply() {
        return preview(Direction.APPLY);
    }

    /** The same for {@link #rollback}; what that loses is told, not refused. */
    public Preview previewRollback() {
        return preview(Direction.ROLLBACK);
    }

    private Preview preview(Direction direction) {
        try (Session session = Session.of(server.connect())) {
            settings(session, folder.searchPath());
            Task task = task(session, direction);
            preflight(session, task);
            Run run = task.run();
            return new Preview(
                    task.units().stream()
                            .filter(unit -> run == null
                                    || run.units().get(unit.number() - 1).progress() != Progress.DONE)
                            .toList(),
                    run != null,
                    task.loses(),
                    warningsNow(session, task));
        }
    }

    private List<String> warningsNow(Session session, Task task) {
        List<String> warnings = new ArrayList<>(warnings(session, task));
        Window window = options.window();
        if (window != null) {
            Duration closed = window.until(ZonedDateTime.now(window.zone()));
            warnings.add(
                    closed.isZero()
                            ? "now is inside of the window " + window
                            : "now is outside of the window " + window + ", which opens in "
                                    + Blocker.duration(closed.toSeconds()));
        }
        return warnings;
    }

    /** What has begun has taken its room already, and the way back needs less. */
    private List<String> warnings(Session session, Task task) {
        return task.run() == null && task.direction() == Direction.APPLY
                ? Preflight.warnings(session, folder.plan())
                : Preflight.inTheWay(session, Preflight.relations(folder.plan()));
    }

    /**
     * Leads the database to where the plan ends.
     *
     * @throws PgwrightException with {@code REFUSED} or {@code SERVER} if it was not begun, and with {@code STOPPED} if it was
     *     and can be continued
     */
    public Result apply() {
        return work(Direction.APPLY, Set.of());
    }

    /**
     * Leads the database to where the plan began, from wherever it is on the way.
     *
     * @param allowed objects whose data may be lost by it
     * @throws PgwrightException as {@link #apply}; also with {@code REFUSED} if data of other objects would be lost, and what
     */
    public Result rollback(Set<String> allowed) {
        return work(Direction.ROLLBACK, allowed);
    }

    private Result work(Direction direction, Set<String> allowed) {
        try (Guard guard = Guard.take(server, folder.schema());
                Session worker = Session.of(server.connect())) {
            int pid = guard.separate(worker);
            settings(worker, folder.searchPath());
            Task task = task(worker, direction);
            AllowedLosses.check(
                    "the way back loses",
                    task.loses(),
                    allowed,
                    folder.plan().steps().stream()
                            .flatMap(step -> step.backLoses().stream())
                            .toList());
            preflight(worker, task);
            if (task.units().isEmpty()) {
                return result(worker, direction, 0);
            }
            warnings(worker, task).forEach(listener::note);
            Account account = new Account(worker, folder.schema());
            account.create();
            return begin(guard, worker, pid, account, task);
        }
    }

    private Result begin(Guard guard, Session worker, int pid, Account account, Task task) {
        String continuation = task.direction() == Direction.APPLY ? APPLY : ROLLBACK;
        try (Watch watch = new Watch(guard, worker, pid, stop, listener, options.endBlockersAfter())) {
            Runner.Token token = new Takeover(worker, folder.schema(), options, listener, stop, continuation).take(pid);
            if (task.run() == null) {
                account.open(folder.plan(), task.direction(), task.reached(), task.begun(), task.units());
            }
            Run run = account.latest().orElseThrow();
            int pending = task.pending();
            new Runner(server, guard, worker, account, watch, token, options, listener, stop, continuation)
                    .run(run, task.units());
            return result(worker, task.direction(), pending);
        } catch (PgwrightException e) {
            if (e.code() != ErrorCode.SERVER) {
                throw e;
            }
            throw new PgwrightException(
                    ErrorCode.STOPPED,
                    Place.UNKNOWN,
                    "the run broke off: " + e.getMessage(),
                    "what was done is in its account; when it can be reached again, go on with " + continuation,
                    e);
        }
    }

    private Result result(Session session, Direction direction, int done) {
        Catalog wanted = direction == Direction.APPLY ? folder.to() : folder.from();
        return new Result(done, Drift.differences(wanted, live(session)));
    }

    /** The target as it is. */
    private Catalog live(Session session) {
        String schema = folder.schema();
        return schema.isEmpty()
                ? CatalogReader.read(session)
                : InSchema.onlySchema(CatalogReader.read(session, ReadOptions.schemas(schema)), schema);
    }

    /** The same surroundings as where the plan was tried, whatever the role and the database have set. */
    private static void settings(Session session, String searchPath) {
        session.execute("SET search_path = " + Identifiers.quoteIdentifier(searchPath));
        session.execute("SET statement_timeout = 0");
        session.execute("SET idle_in_transaction_session_timeout = 0");
        session.execute("SET default_transaction_isolation = 'read committed'");
        session.execute("SET default_transaction_read_only = off");
    }

    /** What there is to do, by the account. */
    private Task task(Session session, Direction direction) {
        Preflight.server(server, session, folder.plan());
        Account account = new Account(session, folder.schema());
        boolean exists = account.exists();
        Run latest = exists ? account.latest().orElse(null) : null;
        refuseIfOther(latest, direction);
        if (exists) {
            account.overlapping().ifPresent(this::refuseBeside);
        }
        return direction == Direction.APPLY ? applyTask(session, account, latest) : rollbackTask(latest);
    }

    private void refuseIfOther(@Nullable Run latest, Direction direction) {
        if (latest == null || !latest.isOpen()) {
            return;
        }
        if (!latest.plan().equals(folder.plan().id())) {
            throw refused(
                    "another plan is under way on this " + target() + ": " + latest.title() + " (" + latest.plan()
                            + ")",
                    "finish it, or take it back, with its own plan");
        }
        if (latest.state() == State.ABORTED && direction == Direction.APPLY) {
            throw refused(
                    "the plan was aborted by command",
                    "take it back with " + ROLLBACK + ", or let it go on with 'pgwright migrate resume'");
        }
        if (latest.direction() == Direction.ROLLBACK && direction == Direction.APPLY) {
            throw refused("the plan is being taken back", "finish that with " + ROLLBACK + "; then it can be applied");
        }
    }

    private void refuseBeside(Run other) {
        throw refused(
                "a plan is under way on "
                        + (other.schema().isEmpty() ? "the database as a whole" : "schema " + other.schema() + " of it")
                        + ": " + other.title() + " (" + other.plan() + ")",
                "finish it, or take it back, first");
    }

    private Task applyTask(Session session, Account account, @Nullable Run latest) {
        boolean open = latest != null && latest.isOpen();
        boolean there = !open && isThere(live(session), account);
        List<Unit> units = there ? List.of() : Units.forward(folder.plan());
        return new Task(Direction.APPLY, units, 0, false, open ? latest : null, List.of());
    }

    /** A plan that changes nothing but rows is there when the account says so: to change them twice is another thing. */
    private boolean isThere(Catalog live, Account account) {
        return Drift.differences(folder.to(), live).isEmpty()
                && (!Drift.differences(folder.from(), live).isEmpty() || isApplied(account));
    }

    /** Whether it has been applied and not been taken back since. */
    private boolean isApplied(Account account) {
        return account.exists()
                && account.history().stream()
                        .filter(run -> run.plan().equals(folder.plan().id()))
                        .findFirst()
                        .filter(run -> run.direction() == Direction.APPLY && run.state() == State.DONE)
                        .isPresent();
    }

    private Task rollbackTask(@Nullable Run latest) {
        MigrationPlan plan = folder.plan();
        if (latest == null || !latest.plan().equals(plan.id())) {
            throw refused(
                    "the plan is not the one that was applied to this " + target() + " last",
                    latest == null
                            ? "the " + target() + " has no account of any"
                            : "that is " + latest.title() + " (" + latest.plan() + ")");
        }
        if (latest.direction() == Direction.ROLLBACK) {
            if (!latest.isOpen()) {
                return new Task(Direction.ROLLBACK, List.of(), 0, false, null, List.of());
            }
            return new Task(
                    Direction.ROLLBACK,
                    Units.back(plan, latest.reached(), latest.begun()),
                    latest.reached(),
                    latest.begun(),
                    latest,
                    List.of());
        }
        int reached = latest.done();
        Optional<Entry> next = latest.units().stream().skip(reached).findFirst();
        boolean begun = next.map(entry -> entry.progress() == Progress.BEGUN).orElse(false);
        List<Loss> loses = plan.wayBack(reached).stream()
                .map(PlanStep::backLoses)
                .flatMap(List::stream)
                .distinct()
                .toList();
        return new Task(Direction.ROLLBACK, Units.back(plan, reached, begun), reached, begun, null, loses);
    }

    private void preflight(Session session, Task task) {
        if (task.units().isEmpty()) {
            return;
        }
        boolean account = new Account(session, folder.schema()).exists();
        if (task.run() == null) {
            List<String> relations = Preflight.relations(folder.plan());
            boolean whole = task.reached() == folder.plan().steps().size();
            if (task.direction() == Direction.APPLY) {
                Preflight.leftovers(session, relations);
                Preflight.schema(folder.from(), live(session), "begins with");
            } else if (whole) {
                Preflight.schema(folder.to(), live(session), "ends with");
            }
        }
        List<Problem> missing = Rights.missing(session, folder, task.units(), account);
        if (!missing.isEmpty()) {
            throw new PgwrightException(ErrorCode.SERVER, missing);
        }
    }

    private String target() {
        return folder.schema().isEmpty() ? "database" : "schema";
    }

    private PgwrightException refused(String message, @Nullable String hint) {
        String database = server.uri(server.database());
        return new PgwrightException(
                ErrorCode.REFUSED,
                Place.ofObject(folder.schema().isEmpty() ? database : database + ", schema " + folder.schema()),
                message,
                hint);
    }
}
