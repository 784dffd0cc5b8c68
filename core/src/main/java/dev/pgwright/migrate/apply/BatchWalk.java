package dev.pgwright.migrate.apply;

import static dev.pgwright.sql.Identifiers.quoteIdentifier;
import static dev.pgwright.sql.Identifiers.quoteLiteral;

import dev.pgwright.migrate.plan.Backfill;
import dev.pgwright.migrate.plan.Backfill.KeyColumn;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The way of a backfill through its table, which the account remembers: a batch and its place are booked in one transaction.
 * Values of keys are literals, so that each batch is planned for what it is.
 */
final class BatchWalk {
    private static final long FIRST_ROWS = 1000;
    private static final long LEAST_ROWS = 50;
    private static final long MOST_ROWS = 200_000;

    private static final long FIRST_BLOCKS = 20;
    private static final long MOST_BLOCKS = 20_000;

    /** How often blocks that have come behind are gone through; each time there are fewer. */
    private static final int PASSES = 20;

    /** The weight of a batch in the speed that is told. */
    private static final double NEWEST = 0.3;

    private final Session worker;
    private final String run;
    private final String unit;
    private final Backfill fill;
    private final boolean blocks;
    private List<String> position = List.of();
    private boolean complete;
    private Filling filling;
    private long end;
    private int passes;
    private @Nullable Booked booked;

    /** What the account says of a batch once its transaction has committed. */
    private record Booked(Batch batch, Filling filling) {}

    /**
     * A batch to do.
     *
     * @param sql the statement for it
     * @param size rows or blocks that it goes through; 0 for as many as are left
     * @param behind the place behind it
     */
    record Batch(String sql, long size, List<String> behind, boolean last) {}

    private BatchWalk(Session worker, long run, int unit, Backfill fill) {
        this.worker = worker;
        this.run = String.valueOf(run);
        this.unit = String.valueOf(unit);
        this.fill = fill;
        this.blocks = fill.key().isEmpty();
        this.filling = new Filling(blocks, 0, 0, 0, 0, blocks ? FIRST_BLOCKS : FIRST_ROWS);
    }

    /** Begins, or goes on where the account says. */
    static BatchWalk open(Session worker, long run, int unit, Backfill fill) {
        BatchWalk walk = new BatchWalk(worker, run, unit, fill);
        walk.read();
        return walk;
    }

    private void read() {
        worker.rows(
                "INSERT INTO pgwright.backfills (run, number, blocks, total, batch) VALUES (?::bigint, ?::int,"
                        + " ?::boolean, ?::bigint, ?::bigint) ON CONFLICT DO NOTHING",
                run,
                unit,
                String.valueOf(blocks),
                String.valueOf(blocks ? size() : rows()),
                String.valueOf(filling.batch()));
        List<@Nullable String> row = worker.rows(
                        "SELECT complete, done, total, changed, per_second, batch FROM pgwright.backfills"
                                + " WHERE run = ?::bigint AND number = ?::int",
                        run,
                        unit)
                .values()
                .get(0);
        complete = "t".equals(row.get(0));
        filling = new Filling(
                blocks,
                number(row, 1),
                number(row, 2),
                number(row, 3),
                Double.parseDouble(text(row, 4)),
                number(row, 5));
        position = worker
                .rows(
                        "SELECT p.value FROM pgwright.backfills b, unnest(b.position) WITH ORDINALITY p(value, n)"
                                + " WHERE b.run = ?::bigint AND b.number = ?::int ORDER BY p.n",
                        run,
                        unit)
                .values()
                .stream()
                .map(value -> text(value, 0))
                .toList();
    }

    boolean isComplete() {
        return complete;
    }

    Filling filling() {
        return filling;
    }

    /** The next batch; afterwards {@link #isComplete} says whether there was one. */
    @Nullable Batch next() {
        return blocks ? nextBlocks() : nextRows();
    }

    private Batch nextRows() {
        // qualified, since ORDER BY takes a bare name for a column of the result, which is a text
        List<String> names = fill.key().stream()
                .map(column -> "walked." + quoteIdentifier(column.name()))
                .toList();
        String own = String.join(", ", names);
        String behind = position.isEmpty() ? "" : " WHERE " + row(own) + " > " + values(position);
        List<List<@Nullable String>> found = worker.rows("SELECT "
                        + names.stream().map(name -> name + "::text").collect(Collectors.joining(", ")) + " FROM "
                        + fill.table() + " AS walked" + behind + " ORDER BY " + own + " OFFSET "
                        + (filling.batch() - 1) + " LIMIT 1")
                .values();
        List<String> upTo = new ArrayList<>();
        if (!found.isEmpty()) {
            found.get(0).forEach(value -> upTo.add(String.valueOf(value)));
        }
        String there = row(fill.key().stream()
                .map(column -> fill.alias() + "." + quoteIdentifier(column.name()))
                .collect(Collectors.joining(", ")));
        List<String> conditions = new ArrayList<>();
        if (!position.isEmpty()) {
            conditions.add(there + " > " + values(position));
        }
        if (!upTo.isEmpty()) {
            conditions.add(there + " <= " + values(upTo));
        }
        return new Batch(
                statement(conditions.isEmpty() ? "true" : String.join(" AND ", conditions)),
                upTo.isEmpty() ? 0 : filling.batch(),
                upTo,
                upTo.isEmpty());
    }

    private @Nullable Batch nextBlocks() {
        long from = position.isEmpty() ? 0 : Long.parseLong(position.get(0));
        if (from >= end) {
            end = passes++ < PASSES ? size() : from;
        }
        if (from >= end) {
            complete = true;
            return null;
        }
        long to = Math.min(from + filling.batch(), end);
        String place = fill.alias() + ".ctid";
        return new Batch(
                statement(place + " >= '(" + from + ",0)'::tid AND " + place + " < '(" + to + ",0)'::tid"),
                to - from,
                List.of(String.valueOf(to)),
                false);
    }

    private String statement(String condition) {
        return fill.statement() + condition + fill.rest();
    }

    /**
     * Books a batch in the transaction that has done it.
     *
     * @param took since it was begun, in seconds
     * @param changed rows
     * @param factor by which the next batch is larger
     */
    void book(Batch batch, double took, long changed, double factor) {
        long gone = batch.last() ? changed : batch.size();
        double speed = gone / Math.max(took, 1e-4);
        double lately = filling.perSecond() == 0 ? speed : NEWEST * speed + (1 - NEWEST) * filling.perSecond();
        long size = Math.round(filling.batch() * factor);
        Filling next = new Filling(
                blocks,
                filling.done() + gone,
                Math.max(filling.total(), blocks ? end : 0),
                filling.changed() + changed,
                lately,
                blocks ? Math.max(1, Math.min(MOST_BLOCKS, size)) : Math.max(LEAST_ROWS, Math.min(MOST_ROWS, size)));
        worker.rows(
                "UPDATE pgwright.backfills SET position = ?::text[], complete = ?::boolean, done = ?::bigint,"
                        + " total = ?::bigint, changed = ?::bigint, per_second = ?::float8, batch = ?::bigint,"
                        + " batches = batches + 1, moved_at = clock_timestamp()"
                        + " WHERE run = ?::bigint AND number = ?::int",
                Activity.array(batch.last() ? position : batch.behind()),
                String.valueOf(batch.last()),
                String.valueOf(next.done()),
                String.valueOf(next.total()),
                String.valueOf(next.changed()),
                String.valueOf(next.perSecond()),
                String.valueOf(next.batch()),
                run,
                unit);
        booked = new Booked(batch, next);
    }

    /** The transaction has committed. */
    void committed() {
        if (booked != null) {
            position = booked.batch().last() ? position : booked.batch().behind();
            complete = booked.batch().last();
            filling = booked.filling();
        }
    }

    /** The next batch is smaller, because this one was not to be had. */
    void smaller() {
        filling = new Filling(
                blocks,
                filling.done(),
                filling.total(),
                filling.changed(),
                filling.perSecond(),
                Math.max(blocks ? 1 : LEAST_ROWS, filling.batch() / 2));
    }

    private String values(List<String> key) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            KeyColumn column = fill.key().get(i);
            values.add("CAST(" + quoteLiteral(key.get(i)) + " AS " + column.type() + ")");
        }
        return row(String.join(", ", values));
    }

    private String row(String list) {
        return fill.key().size() == 1 ? list : "(" + list + ")";
    }

    /** Blocks of the table. */
    private long size() {
        Rows size = worker.rows(
                "SELECT pg_catalog.pg_relation_size(pg_catalog.to_regclass(?))"
                        + " / pg_catalog.current_setting('block_size')::bigint",
                fill.relation());
        return Long.parseLong(size.single());
    }

    /** What the statistics say; 0 where there are none. */
    private long rows() {
        Rows rows = worker.rows(
                "SELECT coalesce(sum(c.reltuples) FILTER (WHERE c.reltuples > 0 AND c.relkind = 'r'), 0)::bigint"
                        + " FROM pg_catalog.pg_class c WHERE c.oid = pg_catalog.to_regclass(?)::oid OR c.oid IN"
                        + " (SELECT t.relid FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass(?)) t)",
                fill.relation(),
                fill.relation());
        return Long.parseLong(rows.single());
    }

    private static long number(List<@Nullable String> row, int column) {
        return Long.parseLong(text(row, column));
    }

    private static String text(List<@Nullable String> row, int column) {
        return String.valueOf(row.get(column));
    }
}
