package dev.pgwright.data;

import static java.util.stream.Collectors.joining;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType.DomainCheck;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the values of a table until its checks hold. The server judges a sample of rows in a temporary table without
 * checks; for a check that fails, shapes of good examples, orders of columns, nulls, and combinations that passed are
 * tried in turn.
 */
final class CheckRepairs {
    private static final String PROBE = "pgwright_probe";
    private static final String NUMBER = "\"pgwright number\"";
    private static final int SAMPLE = 2_048;
    /** Different combinations of values that are kept to choose from. */
    private static final int COMBINATIONS = 256;
    /** So many rows are looked at one by one from the start. */
    private static final int EVERY_ROW = 20_000;

    private final Session session;
    private final Fill fill;
    private final TableSources sources;
    private final Table table;

    private List<Constraint.Check> checks;
    private final Map<String, List<String>> columnsOf;
    /** Whether the probe has all rows, not a sample. */
    private boolean whole;
    /** Columns whose values have the form that a check wants. */
    private final Set<String> shaped = new HashSet<>();
    /** Columns whose values go together with those of others. */
    private final Set<String> combined = new HashSet<>();

    private CheckRepairs(Session session, Fill fill, TableSources sources, List<Constraint.Check> checks) {
        this.checks = checks;
        this.session = session;
        this.fill = fill;
        this.sources = sources;
        this.table = sources.table();
        this.columnsOf = columnsOfChecks();
    }

    static void repair(Session session, Fill fill, TableSources sources) {
        List<Constraint.Check> checks = checks(session, sources);
        if (!checks.isEmpty() && sources.numbers().rows() > 0) {
            new CheckRepairs(session, fill, sources, checks).repairAll();
        }
    }

    /** Again, once columns refer to other rows, where a check is about such a column. */
    static void repairReferring(Session session, Fill fill, TableSources sources) {
        boolean about = checks(session, sources).stream()
                .flatMap(check -> ExpressionColumns.of(check.expression()).stream())
                .anyMatch(sources::isReferring);
        if (about) {
            repair(session, fill, sources);
        }
    }

    /**
     * Those of the table, those of its columns' domains, where {@code VALUE} is the column, and that a row belongs to one of
     * its partitions.
     */
    private static List<Constraint.Check> checks(Session session, TableSources sources) {
        List<Constraint.Check> checks = new ArrayList<>();
        Partitioning partitioning = sources.table().partitioning();
        if (partitioning != null && partitioning.strategy() != Partitioning.Strategy.HASH) {
            checks.add(new Constraint.Check(
                    "of its partitions", partitions(session, sources.table()), false, true, true, null));
        }
        for (Constraint constraint : sources.table().constraints()) {
            if (constraint instanceof Constraint.Check check) {
                checks.add(check);
            }
        }
        for (Column column : sources.columns()) {
            for (DomainCheck check : sources.type(column).checks()) {
                String expression = "(SELECT " + check.expression() + " FROM (SELECT " + Sql.name(column.name())
                        + " AS value) AS domain)";
                checks.add(new Constraint.Check(
                        check.name() + " of column " + column.name(), expression, false, true, true, null));
            }
        }
        return checks;
    }

    private static String partitions(Session session, Table table) {
        return session.rows("SELECT coalesce(string_agg('(' || pg_get_partition_constraintdef(relid) || ')', ' OR '),"
                        + " 'false') FROM pg_partition_tree(" + Sql.literal(Sql.name(table.name())) + ") WHERE isleaf")
                .single();
    }

    private void repairAll() {
        // rows are numbered as they come: where they are stored is another order
        session.execute("CREATE TEMP TABLE " + PROBE + " (LIKE " + Sql.name(table.name()) + ", " + NUMBER
                + " bigint GENERATED ALWAYS AS IDENTITY)");
        try {
            for (Column column : table.columns()) {
                String alter = "ALTER TABLE " + PROBE + " ALTER " + Sql.name(column.name());
                session.execute(alter + " DROP NOT NULL");
                if (!sources.type(column).checks().isEmpty()) {
                    session.execute(alter + " TYPE " + sources.type(column).sql());
                }
            }
            // what is said of one column is mended before what ties several to each other
            checks = checks.stream()
                    .sorted(Comparator.comparingInt((Constraint.Check check) ->
                            columnsOf.getOrDefault(check.name(), List.of()).size()))
                    .toList();
            for (int round = 0; round < checks.size(); round++) {
                Constraint.Check failing = failing();
                if (failing == null) {
                    break;
                }
                repair(failing, columnsOf.getOrDefault(failing.name(), List.of()));
            }
            Constraint.Check failing = failing();
            if (failing != null) {
                throw refused(failing);
            }
            lookAtEveryRow();
        } finally {
            session.execute("DROP TABLE " + PROBE);
        }
    }

    /** A check that few of many rows break shows itself in no sample. */
    private void lookAtEveryRow() {
        if (sources.numbers().rows() <= EVERY_ROW) {
            return;
        }
        whole = true;
        for (int round = 0; round <= checks.size(); round++) {
            Constraint.Check failing = failing();
            if (failing == null) {
                return;
            }
            if (!exceptions(failing, columnsOf.getOrDefault(failing.name(), List.of()))) {
                throw refused(failing);
            }
        }
    }

    private PgwrightException refused(Constraint.Check check) {
        return new PgwrightException(
                ErrorCode.REFUSED,
                Place.UNKNOWN,
                "no rows of " + table.name() + " were found that keep the check " + check.name(),
                "Give examples of good values of its columns",
                null);
    }

    /** The columns of each check, in the order of the table; none where it is about those that the server computes. */
    private Map<String, List<String>> columnsOfChecks() {
        Map<String, List<String>> columns = new HashMap<>();
        for (Constraint.Check check : checks) {
            List<String> named = ExpressionColumns.of(check.expression());
            columns.put(
                    check.name(),
                    sources.columns().stream()
                            .map(Column::name)
                            .filter(named::contains)
                            .toList());
        }
        return columns;
    }

    private void load() {
        session.execute("TRUNCATE " + PROBE + " RESTART IDENTITY");
        long all = sources.numbers().rows();
        long rows = whole || all <= EVERY_ROW ? all : SAMPLE;
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

    private static String violated(Constraint.Check check) {
        return "(" + check.expression() + ") IS FALSE";
    }

    private Constraint.@Nullable Check failing() {
        load();
        for (Constraint.Check check : checks) {
            if (count(check) > 0) {
                return check;
            }
        }
        return null;
    }

    private long count(Constraint.Check check) {
        return Long.parseLong(session.rows("SELECT count(*) FROM " + PROBE + " WHERE " + violated(check))
                .single());
    }

    private void repair(Constraint.Check check, List<String> columns) {
        if (columns.size() == 1 && single(check, columns.get(0))) {
            return;
        }
        for (String column : columns) {
            for (String other : columns) {
                if (!column.equals(other) && trying(check, column, ifSaid(check, column, other))) {
                    return;
                }
                for (int distance = 1; distance >= -1; distance--) {
                    if (!column.equals(other) && trying(check, column, near(column, other, distance))) {
                        return;
                    }
                }
            }
        }
        for (String column : columns) {
            boolean nullable =
                    table.column(column).filter(found -> !found.notNull()).isPresent();
            if (nullable && trying(check, column, row -> null)) {
                return;
            }
        }
        for (String column : columns) {
            if (sources.source(column) instanceof Values values && trying(check, column, values.present())) {
                return;
            }
        }
        if (!beyondNamed(check, columns) && !exceptions(check, columns)) {
            combine(check, columns);
        }
    }

    /** The numbers of a key behind all those that the check names. */
    private boolean beyondNamed(Constraint.Check check, List<String> columns) {
        long greatest = ExpressionConstants.of(check.expression()).stream()
                .filter(text -> text.matches("\\d{1,9}"))
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
        for (String column : columns) {
            if (sources.isNumbered(column)
                    && sources.source(column) instanceof Values values
                    && values.type().isWhole()
                    && trying(check, column, values.after(values, greatest + 1))) {
                return true;
            }
        }
        return false;
    }

    /** In the few rows that break the check, the value of another row. */
    private boolean exceptions(Constraint.Check check, List<String> columns) {
        long rows = sources.numbers().rows();
        if (!whole && rows > EVERY_ROW) {
            return false;
        }
        load();
        Set<Long> broken = new HashSet<>();
        session.rows("SELECT " + NUMBER + " - 1 FROM " + PROBE + " WHERE " + violated(check))
                .first()
                .forEach(number -> broken.add(Long.parseLong(String.valueOf(number))));
        if (broken.isEmpty() || broken.size() * 10L > rows) {
            return false;
        }
        for (String column : columns) {
            if (sources.isNumbered(column)) {
                continue;
            }
            Source source = sources.source(column);
            Source mended = row -> {
                long other = row;
                for (int i = 0; i < rows && broken.contains(other); i++) {
                    other = (other + 1) % rows;
                }
                return source.text(other);
            };
            if (trying(check, column, mended)) {
                return true;
            }
        }
        return false;
    }

    /** What is said of one column alone is mended all at once. */
    private boolean single(Constraint.Check check, String name) {
        if (!(sources.source(name) instanceof Values values)) {
            return false;
        }
        FieldType type = values.type();
        List<Constraint.Check> own = checks.stream()
                .filter(other -> columnsOf.getOrDefault(other.name(), List.of()).equals(List.of(name)))
                .toList();
        String condition = own.stream()
                .map(other -> "(" + other.expression() + ") IS NOT FALSE")
                .collect(joining(" AND "));
        List<String> constants = own.stream()
                .flatMap(other -> ExpressionConstants.of(other.expression()).stream())
                .distinct()
                .toList();
        boolean free = !sources.isNumbered(name);
        List<String> named = accepted(name, type, condition, constants);
        if (free && named.size() > 1 && !type.isWhole() && trying(check, name, values.among(named))) {
            return true;
        }
        Source inShape = Shapes.of(session, name, type.sql(), condition, fill.examples(table.name(), name), values);
        if (inShape != null && trying(check, name, inShape)) {
            shaped.add(name);
            return true;
        }
        if (!type.isText() && trying(check, name, values.beyondLeast())) {
            return true;
        }
        List<String> candidates = accepted(name, type, condition, Candidates.of(type, constants, values));
        if (free && candidates.size() > 1 && trying(check, name, values.among(candidates))) {
            return true;
        }
        if (type.isText()) {
            List<String> literals = candidates.stream().map(Sql::literal).toList();
            Source like = Shapes.of(session, name, type.sql(), condition, literals, values);
            if (like != null && trying(check, name, like)) {
                shaped.add(name);
                return true;
            }
        }
        return free && trying(check, name, values.among(candidates));
    }

    /** Those of the texts that are values of a type and that a condition on the column does not refuse. */
    private List<String> accepted(String name, FieldType type, String condition, List<String> texts) {
        Integer limit = type.limit();
        List<String> values = type.isText()
                ? texts.stream()
                        // a cast would cut them
                        .filter(text -> limit == null || text.codePointCount(0, text.length()) <= limit)
                        .toList()
                : texts.stream()
                        .filter(text -> session.attempt("SELECT CAST(" + Sql.literal(text) + " AS " + type.sql() + ")")
                                .worked())
                        .toList();
        return Shapes.accepted(session, name, type.sql(), condition, values);
    }

    /**
     * The first column present exactly where the second has a value with which the check demands it; null where nothing
     * of that kind is demanded.
     */
    private @Nullable Source ifSaid(Constraint.Check check, String column, String said) {
        boolean nullable =
                table.column(column).filter(found -> !found.notNull()).isPresent();
        if (!nullable || !(sources.source(said) instanceof Values listed) || !listed.isListed()) {
            return null;
        }
        load();
        Map<String, boolean[]> allowed = new HashMap<>();
        session.rows("SELECT CAST(" + Sql.name(said) + " AS text), " + Sql.name(column) + " IS NULL FROM " + PROBE
                        + " WHERE NOT (" + violated(check) + ") GROUP BY 1, 2")
                .values()
                .forEach(row -> allowed.computeIfAbsent(String.valueOf(row.get(0)), value -> new boolean[2])[
                        "t".equals(row.get(1)) ? 1 : 0] = true);
        Source values = sources.source(column);
        Source deciding = sources.source(said);
        return row -> {
            boolean[] ways = allowed.get(String.valueOf(deciding.text(row)));
            if (ways == null || ways[0] == ways[1]) {
                return values.text(row);
            }
            return ways[0] ? values.present(row) : null;
        };
    }

    /** The values of the first column a little behind those of the second, the same, or a little before them. */
    private @Nullable Source near(String column, String other, int distance) {
        if (!sources.isNumbered(column)
                && sources.source(column) instanceof Values moved
                && sources.source(other) instanceof Values kept
                && moved.type().equals(kept.type())
                && !moved.type().isText()
                && !moved.type().name().equals("boolean")) {
            return moved.after(kept, distance * (moved.type().name().startsWith("timestamp") ? 3_600 : 1));
        }
        return null;
    }

    /** Keeps a change that mends the check and breaks no other. */
    private boolean trying(Constraint.Check check, String column, @Nullable Source source) {
        if (source == null) {
            return false;
        }
        Source kept = sources.source(column);
        long others = violations() - count(check);
        sources.put(column, source);
        load();
        if (count(check) == 0 && violations() <= others) {
            return true;
        }
        sources.put(column, kept);
        load();
        return false;
    }

    /** Rows of the sample that a check refuses, counted once for each check. */
    private long violations() {
        String sum = String.join(
                " + ",
                checks.stream()
                        .map(check -> "count(*) FILTER (WHERE " + violated(check) + ")")
                        .toList());
        return Long.parseLong(session.rows("SELECT " + sum + " FROM " + PROBE).single());
    }

    /** Only those combinations of the columns that passed. */
    private void combine(Constraint.Check check, List<String> columns) {
        if (columns.isEmpty()) {
            // it is about keys, which are what they are
            throw refused(check);
        }
        load();
        String names = String.join(
                ", ",
                columns.stream()
                        .map(column -> "CAST(" + Sql.name(column) + " AS text)")
                        .toList());
        // in no order of theirs, so that those left out are not all of one kind
        List<List<@Nullable String>> good = session.rows(
                        "SELECT * FROM (SELECT DISTINCT " + names + " FROM " + PROBE + " WHERE NOT " + violated(check)
                                + ") AS good ORDER BY md5(CAST(good AS text)) LIMIT " + COMBINATIONS)
                .values();
        if (good.isEmpty()) {
            throw refused(check);
        }
        List<Integer> settled = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            boolean own = sources.source(column) instanceof Values || shaped.contains(column);
            (own && !combined.contains(column) && !sources.isNumbered(column) ? free : settled).add(i);
        }
        List<Source> fixed =
                settled.stream().map(i -> sources.source(columns.get(i))).toList();
        // only those that go with what is settled in the row
        Map<List<@Nullable String>, List<List<@Nullable String>>> fitting = new HashMap<>();
        for (List<@Nullable String> values : good) {
            List<@Nullable String> key = new ArrayList<>();
            settled.forEach(i -> key.add(values.get(i)));
            fitting.computeIfAbsent(key, any -> new ArrayList<>()).add(values);
        }
        for (int position : free) {
            combined.add(columns.get(position));
            sources.put(columns.get(position), row -> {
                List<@Nullable String> key = new ArrayList<>();
                fixed.forEach(source -> key.add(source.text(row)));
                List<List<@Nullable String>> choice = fitting.getOrDefault(key, good);
                return choice.get((int) Long.remainderUnsigned(
                                Mix.hash(row, check.name().hashCode()), choice.size()))
                        .get(position);
            });
        }
    }
}
