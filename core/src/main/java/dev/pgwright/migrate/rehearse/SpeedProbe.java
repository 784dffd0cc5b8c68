package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.rehearse.Calibration.Bounds;
import dev.pgwright.migrate.rehearse.Calibration.Speed;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Times a few queries that change nothing: one sorts, hashes and groups, the others read pages of a table. They run in a read-only
 * transaction with settings of their own, so that two servers do the same, and the server's own clock is read, so that the
 * network does not count.
 */
final class SpeedProbe {
    private static final int ROUNDS = 5;

    /** Pages of 8 kB that are read at once, somewhere in the table. */
    private static final int PAGES = 1024;

    /** Fewer pages are read in less time than a clock and a scheduler can tell. */
    private static final int FEWEST_PAGES = 64;

    private static final String COMPUTE = """
            select extract(epoch from clock_timestamp() - statement_timestamp()), count(*), sum(n) from (
              select left(h, 3), count(*) as n from (
                select md5(i::text) collate "C" as h from generate_series(1, 100000) i order by 1 offset 0) sorted
              group by 1) grouped""";

    private SpeedProbe() {}

    /** Tables of the first schema that the plan works through row by row. */
    static List<QualifiedName> tables(MigrationPlan plan, Catalog from) {
        Set<String> worked = plan.steps().stream()
                .flatMap(step -> step.locks().stream())
                .filter(lock -> !lock.work().isEmpty())
                .map(StepLock::relation)
                .collect(Collectors.toSet());
        return from.tables().stream()
                .map(Table::name)
                .filter(name -> worked.contains(name.toString()))
                .toList();
    }

    /**
     * Measures a server's speed.
     *
     * @param tables the largest of them that the role may read whole is read
     * @throws PgwrightException if the server refuses, takes too long, or no table can be read
     */
    static Speed measure(Postgres server, String database, List<QualifiedName> tables) {
        try (Session session = Session.of(server.connect(database))) {
            session.execute("begin read only");
            session.execute("""
                    set local search_path = pg_catalog;
                    set local statement_timeout = '5s';
                    set local lock_timeout = '200ms';
                    set local work_mem = '32MB';
                    set local jit = off;
                    set local max_parallel_workers_per_gather = 0""");
            List<Double> computing = IntStream.range(0, ROUNDS)
                    .mapToObj(round -> seconds(session, COMPUTE))
                    .toList();
            Relation table = largest(session, tables);
            List<Double> reading = reading(session, table);
            session.execute("rollback");
            return new Speed(table.name(), Bounds.of(computing), Bounds.of(reading));
        }
    }

    /** Each range of pages twice: as it lies, on the disk perhaps, and then from memory. */
    private static List<Double> reading(Session session, Relation table) {
        Random random = new Random();
        int pages = Math.min(PAGES, table.pages());
        List<Double> seconds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int first = random.nextInt(table.pages() - pages + 1);
            String sql = String.format(
                    "select extract(epoch from clock_timestamp() - statement_timestamp()), count(*) from only %s"
                            + " where ctid >= '(%d,0)' and ctid < '(%d,0)'",
                    Identifiers.quoteIdentifier(
                            table.name().schema(), table.name().name()),
                    first,
                    first + pages);
            seconds.add(seconds(session, sql) / pages);
            seconds.add(seconds(session, sql) / pages);
        }
        return seconds;
    }

    private static double seconds(Session session, String sql) {
        return Double.parseDouble(
                String.valueOf(session.rows(sql).values().get(0).get(0)));
    }

    private static PgwrightException refused(String why) {
        return new PgwrightException(ErrorCode.CHECK_FAILED, Place.UNKNOWN, why, null);
    }

    private record Relation(QualifiedName name, int pages) {}

    /** Row security would have the server compute what the other one does not. */
    private static Relation largest(Session session, List<QualifiedName> tables) {
        String list = tables.stream()
                .map(name -> "(" + Identifiers.quoteLiteral(name.schema()) + ", "
                        + Identifiers.quoteLiteral(name.name()) + ")")
                .collect(Collectors.joining(", "));
        if (list.isEmpty()) {
            throw refused("the plan works through no table that is there before it");
        }
        Rows found = session.rows("""
                select n.nspname, c.relname, has_table_privilege(c.oid, 'select') and not row_security_active(c.oid),
                  pg_relation_size(c.oid) / current_setting('block_size')::int
                from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where c.relkind = 'r' and (n.nspname, c.relname) in (%s) order by 3 desc, 4 desc limit 1
                """.formatted(list));
        if (found.values().isEmpty()) {
            throw refused("no table that the plan works through is there");
        }
        List<String> row = found.values().get(0).stream().map(String::valueOf).toList();
        QualifiedName name = QualifiedName.of(row.get(0), row.get(1));
        if (!row.get(2).equals("t")) {
            throw refused("the role may not read all of " + name);
        }
        int pages = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(row.get(3)));
        if (pages < FEWEST_PAGES) {
            throw refused(name + " has only " + pages + " pages, too few to time how they are read");
        }
        return new Relation(name, pages);
    }
}
