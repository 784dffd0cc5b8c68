package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.ApplyListener;
import dev.pgwright.migrate.apply.ApplyOptions;
import dev.pgwright.migrate.apply.MigrationAccount;
import dev.pgwright.migrate.apply.Migrator;
import dev.pgwright.migrate.apply.PlanFolder;
import dev.pgwright.migrate.apply.Unit;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.rehearse.PlanRehearsal.Measured;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.ServerVersion;
import dev.pgwright.server.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A plan as apply runs it, there with clients at work and each step measured, and back. */
final class RehearsedRun implements ApplyListener {
    private static final Duration GIVE_UP = Duration.ofMinutes(1);

    private final PlanFolder folder;
    private final List<Measured> steps = new ArrayList<>();
    private final List<String> outages = new ArrayList<>();
    private final ClientLoad load;
    private final LockSamples locks;
    private final Session looker;
    private long begun;
    private long wal;
    private long disk;

    private RehearsedRun(PlanFolder folder, ClientLoad load, LockSamples locks, Session looker) {
        this.folder = folder;
        this.load = load;
        this.locks = locks;
        this.looker = looker;
    }

    /**
     * What came of the way there.
     *
     * @param failure why it ended before; empty if it did not
     */
    record There(List<Measured> steps, List<String> outages, Optional<String> failure) {}

    /** Applies a plan. */
    static There there(
            Postgres server, String database, MigrationPlan plan, Catalog start, Catalog to, ClientLoad load) {
        try (LockSamples locks = new LockSamples(Session.of(server.connect(database)));
                Session looker = Session.of(server.connect(database))) {
            PlanFolder folder = new PlanFolder(plan, start, to);
            RehearsedRun run = new RehearsedRun(folder, load, locks, looker);
            Optional<String> failure = tried(() ->
                    migrator(new Watched(server, database, locks), folder, run).apply());
            return new There(run.steps, run.outages, failure);
        }
    }

    /** Takes it back, and the account of it away; why that failed. */
    static Optional<String> back(Postgres server, String database, MigrationPlan plan, Catalog start, Catalog to) {
        Postgres target = new Watched(server, database, null);
        return tried(() -> {
            migrator(target, new PlanFolder(plan, start, to), ApplyListener.NONE)
                    .rollback(plan.steps().stream()
                            .flatMap(step -> step.backLoses().stream())
                            .map(Loss::object)
                            .collect(Collectors.toSet()));
            MigrationAccount.uninstall(target);
        });
    }

    private static Migrator migrator(Postgres target, PlanFolder folder, ApplyListener listener) {
        ApplyOptions options = new ApplyOptions(ApplyOptions.DEFAULT.lockTimeout(), GIVE_UP);
        return new Migrator(target, folder, options.withDeployed(ApplyOptions.ALL), listener, () -> false);
    }

    private static Optional<String> tried(Runnable run) {
        try {
            run.run();
            return Optional.empty();
        } catch (PgwrightException e) {
            return Optional.of(
                    e.problems().get(0).place() + ": " + e.problems().get(0).message());
        }
    }

    @Override
    public void begin(Unit unit, int all) {
        if (!unit.awaits().isEmpty()) {
            load.deploy();
        }
        locks.taken();
        wal = number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
        disk = number("select pg_database_size(current_database())");
        begun = System.nanoTime();
    }

    @Override
    public void done(Unit unit) {
        long ended = System.nanoTime();
        PlanStep step = folder.plan().steps().get(unit.step() - 1);
        steps.add(PlanRehearsal.measured(
                step,
                begun,
                ended,
                number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint") - wal,
                number("select pg_database_size(current_database())") - disk,
                locks.taken(),
                load.answers()));
        outages.addAll(Rehearsals.run(() -> load.behind(step, looker.connection())));
    }

    private long number(String sql) {
        return Long.parseLong(looker.rows(sql).single());
    }

    /** The database of a rehearsal, whose sessions are known. */
    private record Watched(
            Postgres server, String database, @Nullable LockSamples locks) implements Postgres {
        @Override
        public ServerVersion version() {
            return server.version();
        }

        @Override
        public Connection connect(String name) {
            Connection connection = server.connect(name);
            if (locks != null) {
                try {
                    locks.watch(connection.unwrap(PGConnection.class).getBackendPID());
                } catch (SQLException e) {
                    throw new IllegalStateException("no connection of PostgreSQL's driver", e);
                }
            }
            return connection;
        }

        @Override
        public String uri(String name) {
            return server.uri(name);
        }
    }
}
