package dev.pgwright.data;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.server.Rows;
import dev.pgwright.server.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of a table, a sample or all, in a temporary table without its checks: the server says which of them they break. */
final class CheckProbe implements AutoCloseable {
    private static final String PROBE = "pgwright_probe";
    private static final String NUMBER = "\"pgwright number\"";
    private static final int SAMPLE = 2_048;
    /** So many rows are looked at one by one from the start. */
    private static final int EVERY_ROW = 20_000;

    private final Session session;
    private final TableSources sources;
    private final List<Constraint.Check> checks;
    private boolean whole;

    CheckProbe(Session session, TableSources sources, List<Constraint.Check> checks) {
        this.session = session;
        this.sources = sources;
        this.checks = checks;
        // rows are numbered as they come: where they are stored is another order
        session.execute("CREATE TEMP TABLE " + PROBE + " (LIKE "
                + Sql.name(sources.table().name()) + ", " + NUMBER + " bigint GENERATED ALWAYS AS IDENTITY)");
        for (Column column : sources.table().columns()) {
            String alter = "ALTER TABLE " + PROBE + " ALTER " + Sql.name(column.name());
            session.execute(alter + " DROP NOT NULL");
            if (!sources.type(column).checks().isEmpty()) {
                session.execute(alter + " TYPE " + sources.type(column).sql());
            }
        }
    }

    @Override
    public void close() {
        session.execute("DROP TABLE " + PROBE);
    }

    /** A condition that is true of rows that break the check. */
    static String violated(Constraint.Check check) {
        return "(" + check.expression() + ") IS FALSE";
    }

    /** Whether all rows are in it. */
    boolean isWhole() {
        return whole || sources.numbers().rows() <= EVERY_ROW;
    }

    /** From now on all rows are in it. */
    void lookAtEveryRow() {
        whole = true;
    }

    /** Takes the rows as they are now. */
    void load() {
        session.execute("TRUNCATE " + PROBE + " RESTART IDENTITY");
        long all = sources.numbers().rows();
        long rows = isWhole() ? all : SAMPLE;
        // the first rows, and others from everywhere
        long first = all == rows ? rows : rows / 8;
        long step = all == rows ? 1 : (all - first) / (rows - first);
        Copy.rows(
                session,
                PROBE,
                sources,
                number -> number < first ? number : first + (number - first + 1) * step - 1,
                0,
                rows,
                sent -> true);
    }

    /** Rows of it, by a query that goes on behind {@code FROM}. */
    Rows rows(String selected, String condition) {
        return session.rows("SELECT " + selected + " FROM " + PROBE + " WHERE " + condition);
    }

    /** The first of the checks that fails with the rows as they are now; null when all hold. */
    Constraint.@Nullable Check failing(List<Constraint.Check> inOrder) {
        load();
        for (Constraint.Check check : inOrder) {
            if (count(check) > 0) {
                return check;
            }
        }
        return null;
    }

    long count(Constraint.Check check) {
        return Long.parseLong(rows("count(*)", violated(check)).single());
    }

    /** Numbers of the rows that break a check. */
    Set<Long> broken(Constraint.Check check) {
        load();
        Set<Long> broken = new HashSet<>();
        rows(NUMBER + " - 1", violated(check))
                .first()
                .forEach(number -> broken.add(Long.parseLong(String.valueOf(number))));
        return broken;
    }

    /** Keeps a change that mends the check and breaks no other. */
    boolean trying(Constraint.Check check, String column, @Nullable Source source) {
        return source != null && trying(check, List.of(column), List.of(source));
    }

    /** The same of several columns at once. */
    boolean trying(Constraint.Check check, List<String> columns, List<Source> changed) {
        List<Source> kept = columns.stream().map(sources::source).toList();
        long others = violations() - count(check);
        put(columns, changed);
        load();
        if (count(check) == 0 && violations() <= others) {
            return true;
        }
        put(columns, kept);
        load();
        return false;
    }

    private void put(List<String> columns, List<Source> values) {
        for (int i = 0; i < columns.size(); i++) {
            sources.put(columns.get(i), values.get(i));
        }
    }

    /** Rows that a check refuses, counted once for each check. */
    private long violations() {
        return Long.parseLong(rows(
                        checks.stream()
                                .map(check -> "count(*) FILTER (WHERE " + violated(check) + ")")
                                .collect(Collectors.joining(" + ")),
                        "true")
                .single());
    }
}
