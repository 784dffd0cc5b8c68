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
 * Changes the values of a table until its checks hold. The server judges rows in a {@link CheckProbe}; for a check that fails, shapes of good examples, orders of columns, nulls, and combinations that passed are
 * tried in turn.
 */
final class CheckRepairs {
    private final Session session;
    private final Fill fill;
    private final TableSources sources;
    private final Table table;

    private final List<Constraint.Check> checks;
    private final Map<String, List<String>> columnsOf;
    private final CheckProbe probe;
    private final Combinations combinations;
    /** Columns whose values have the form that a check wants. */
    private final Set<String> shaped = new HashSet<>();

    private CheckRepairs(
            Session session, Fill fill, TableSources sources, List<Constraint.Check> all, CheckProbe probe) {
        this.session = session;
        this.fill = fill;
        this.sources = sources;
        this.table = sources.table();
        this.probe = probe;
        this.combinations = new Combinations(probe, sources);
        this.columnsOf = columnsOf(all);
        // what is said of one column is mended before what ties several to each other
        this.checks = all.stream()
                .sorted(Comparator.comparingInt(
                        (Constraint.Check check) -> columns(check).size()))
                .toList();
    }

    static void repair(Session session, Fill fill, TableSources sources) {
        List<Constraint.Check> checks = checks(session, sources);
        if (!checks.isEmpty() && sources.numbers().rows() > 0) {
            try (CheckProbe probe = new CheckProbe(session, sources, checks)) {
                new CheckRepairs(session, fill, sources, checks, probe).repairAll();
            }
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
        for (int round = 0; round < checks.size(); round++) {
            Constraint.Check failing = probe.failing(checks);
            if (failing == null) {
                break;
            }
            repair(failing, columns(failing));
        }
        Constraint.Check failing = probe.failing(checks);
        if (failing != null) {
            throw refused(failing);
        }
        lookAtEveryRow();
    }

    /** A check that few of many rows break shows itself in no sample. */
    private void lookAtEveryRow() {
        if (probe.isWhole()) {
            return;
        }
        probe.lookAtEveryRow();
        for (int round = 0; round <= checks.size(); round++) {
            Constraint.Check failing = probe.failing(checks);
            if (failing == null) {
                return;
            }
            if (!exceptions(failing, columns(failing))) {
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
    private Map<String, List<String>> columnsOf(List<Constraint.Check> all) {
        Map<String, List<String>> columns = new HashMap<>();
        for (Constraint.Check check : all) {
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

    private List<String> columns(Constraint.Check check) {
        return columnsOf.getOrDefault(check.name(), List.of());
    }

    private void repair(Constraint.Check check, List<String> columns) {
        if (columns.size() == 1 && single(check, columns.get(0))) {
            return;
        }
        for (String column : columns) {
            for (String other : columns) {
                if (!column.equals(other) && probe.trying(check, column, ifSaid(check, column, other))) {
                    return;
                }
                for (int distance = 1; distance >= -1; distance--) {
                    if (!column.equals(other) && probe.trying(check, column, near(column, other, distance))) {
                        return;
                    }
                }
            }
        }
        for (String column : columns) {
            boolean nullable =
                    table.column(column).filter(found -> !found.notNull()).isPresent();
            if (nullable && probe.trying(check, column, row -> null)) {
                return;
            }
        }
        for (String column : columns) {
            if (sources.source(column) instanceof Values values && probe.trying(check, column, values.present())) {
                return;
            }
        }
        boolean mended = beyondNamed(check, columns)
                || inOrder(check, columns)
                || exceptions(check, columns)
                // one about keys alone is about what they are
                || (!columns.isEmpty() && combinations.choose(check, columns, this::isOwn));
        if (!mended) {
            throw refused(check);
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
                    && probe.trying(check, column, values.after(values, greatest + 1))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOwn(String column) {
        return sources.source(column) instanceof Values || shaped.contains(column);
    }

    /** Of two columns that refer to rows of one table, the lesser value in the one and the greater in the other. */
    private boolean inOrder(Constraint.Check check, List<String> columns) {
        if (columns.size() != 2 || !columns.stream().allMatch(column -> sources.source(column) instanceof Reference)) {
            return false;
        }
        Source first = sources.source(columns.get(0));
        Source second = sources.source(columns.get(1));
        Source least = new InOrder(first, second, true);
        Source greatest = new InOrder(first, second, false);
        return probe.trying(check, columns, List.of(least, greatest))
                || probe.trying(check, columns, List.of(greatest, least));
    }

    /** In the few rows that break the check, the value of another row. */
    private boolean exceptions(Constraint.Check check, List<String> columns) {
        if (!probe.isWhole()) {
            return false;
        }
        long rows = sources.numbers().rows();
        Set<Long> broken = probe.broken(check);
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
            if (probe.trying(check, column, mended)) {
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
                .filter(other -> columns(other).equals(List.of(name)))
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
        if (free && named.size() > 1 && !type.isWhole() && probe.trying(check, name, values.among(named))) {
            return true;
        }
        Source inShape = Shapes.of(session, name, type.sql(), condition, fill.examples(table.name(), name), values);
        if (inShape != null && probe.trying(check, name, inShape)) {
            shaped.add(name);
            return true;
        }
        if (!type.isText() && probe.trying(check, name, values.beyondLeast())) {
            return true;
        }
        List<String> candidates = accepted(name, type, condition, Candidates.of(type, constants, values));
        if (free && candidates.size() > 1 && probe.trying(check, name, values.among(candidates))) {
            return true;
        }
        if (type.isText()) {
            List<String> literals = candidates.stream().map(Sql::literal).toList();
            Source like = Shapes.of(session, name, type.sql(), condition, literals, values);
            if (like != null && probe.trying(check, name, like)) {
                shaped.add(name);
                return true;
            }
        }
        return free && probe.trying(check, name, values.among(candidates));
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
        probe.load();
        Map<String, boolean[]> allowed = new HashMap<>();
        probe.rows(
                        "DISTINCT CAST(" + Sql.name(said) + " AS text), " + Sql.name(column) + " IS NULL",
                        "NOT (" + CheckProbe.violated(check) + ")")
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
}
