package dev.pgwright.twin;

import dev.pgwright.server.Session;
import dev.pgwright.twin.StatedSizes.Size;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was stated into {@code pg_class} and {@code pg_statistic}, as {@code ANALYZE} would have left it. Works
 * on every version; the functions that restore statistics came with 18. Kinds and operators of slots are those of
 * catalog/pg_statistic.h, commands/analyze.c and the typanalyze functions of arrays, texts and ranges.
 */
final class StatisticsWriter {
    private static final int SLOTS = 5;
    private static final int COMMON_VALUES = 1;
    private static final int HISTOGRAM = 2;
    private static final int CORRELATION = 3;
    private static final int COMMON_ELEMENTS = 4;
    private static final int ELEMENT_COUNTS = 5;
    private static final int RANGE_LENGTHS = 6;
    private static final int RANGE_BOUNDS = 7;

    /** OIDs that the typanalyze functions use themselves (catalog/pg_operator.dat, pg_collation.dat, pg_type.dat). */
    private static final String TEXT_EQUAL = "98";

    private static final String FLOAT8_LESS = "672";
    private static final String DEFAULT_COLLATION = "100";
    private static final String TEXT = "text";
    private static final String FLOAT8 = "double precision";

    /** Words are sorted by length, then by bytes: {@code compareentry} of tsvector.c. */
    private static final Comparator<CommonValue> WORDS = Comparator.comparingInt(
                    (CommonValue word) -> word.value().getBytes(StandardCharsets.UTF_8).length)
            .thenComparing(
                    word -> word.value().getBytes(StandardCharsets.UTF_8), (a, b) -> Arrays.compareUnsigned(a, b));

    private final Session session;
    private final Map<String, TwinRelation> relations;
    private final StatedSizes sizes;
    private final StatedColumn.Finder finder;
    private final boolean frozenPages;

    /**
     * One slot.
     *
     * @param values text of an array of {@code type}, null when the slot has none
     */
    private record Slot(
            int kind,
            String operator,
            String collation,
            @Nullable String numbers,
            @Nullable String values,
            @Nullable String type) {}

    StatisticsWriter(Session session, Map<String, TwinRelation> relations, StatedSizes sizes) {
        this.session = session;
        this.relations = relations;
        this.sizes = sizes;
        this.finder = new StatedColumn.Finder(session);
        this.frozenPages = session.serverVersionNumber() >= 180_000;
    }

    void write(TwinStatistics statistics) {
        session.execute("BEGIN");
        for (TwinRelation relation : relations.values()) {
            relation(relation, sizes.size(relation.oid()));
        }
        for (TableStatistics table : statistics.tables()) {
            TwinRelation relation = sizes.relation(table.table(), false);
            for (ColumnStatistics column : table.columns()) {
                column(finder.column(relation, column.column()), column, relation.isPartitioned());
            }
        }
        sizes.expressions().forEach((oid, list) -> {
            TwinRelation index = relations.get(oid);
            for (int i = 0; index != null && i < list.size(); i++) {
                column(finder.expression(index, i), list.get(i), false);
            }
        });
        session.execute("COMMIT");
    }

    private void relation(TwinRelation relation, Size size) {
        // a partitioned table has -1 pages once it was analyzed; block numbers beyond 31 bits are stored as negative
        int pages = relation.kind() == 'p' ? -1 : (int) size.pages();
        int visible = (int) size.allVisible();
        session.rows(
                "UPDATE pg_class SET relpages = ?::int, reltuples = ?::real, relallvisible = ?::int"
                        + (frozenPages ? ", relallfrozen = 0" : "") + " WHERE oid = ?::oid",
                Integer.toString(pages),
                Double.toString(size.rows()),
                Integer.toString(visible),
                relation.oid());
    }

    private void column(StatedColumn column, ColumnStatistics stated, boolean wholeTree) {
        List<Slot> slots = slots(column, stated);
        if (slots.size() > SLOTS) {
            throw new IllegalArgumentException("too many kinds of statistics of " + column.name());
        }
        StringBuilder names = new StringBuilder(
                "INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct");
        StringBuilder values = new StringBuilder(") SELECT ?::oid, ?::smallint, ?::boolean, ?::real, ?::int, ?::real");
        List<@Nullable String> parameters = new ArrayList<>(List.of(
                column.relation(),
                Integer.toString(column.number()),
                Boolean.toString(wholeTree),
                Double.toString(stated.nullFraction()),
                Integer.toString(stated.averageWidth()),
                Double.toString(stated.distinct())));
        for (int i = 1; i <= SLOTS; i++) {
            Slot slot = i <= slots.size() ? slots.get(i - 1) : new Slot(0, "0", "0", null, null, null);
            for (String part : List.of("stakind", "staop", "stacoll", "stanumbers", "stavalues")) {
                names.append(", ").append(part).append(i);
            }
            values.append(", ?::smallint, ?::oid, ?::oid, ?::real[], array_in(textout(?::text), ?::regtype, -1)");
            parameters.addAll(Arrays.asList(
                    Integer.toString(slot.kind()),
                    slot.operator(),
                    slot.collation(),
                    slot.numbers(),
                    slot.values(),
                    slot.type()));
        }
        session.rows(names.append(values).toString(), parameters.toArray(new String[0]));
    }

    private List<Slot> slots(StatedColumn column, ColumnStatistics stated) {
        List<Slot> slots = new ArrayList<>();
        boolean ordered = !column.less().equals(StatedColumn.NONE);
        if (!ordered && !(stated.commonValues().isEmpty() && stated.histogram().isEmpty())) {
            throw new IllegalArgumentException(
                    "values of " + column.name() + " were stated, whose type " + column.typeName() + " has no order");
        }
        if (!stated.commonValues().isEmpty()) {
            slots.add(new Slot(
                    COMMON_VALUES,
                    column.equal(),
                    column.collation(),
                    numbers(stated.commonValues().stream()
                            .map(CommonValue::frequency)
                            .toList()),
                    array(stated.commonValues().stream().map(CommonValue::value).toList()),
                    column.typeName()));
        }
        if (!stated.histogram().isEmpty()) {
            slots.add(new Slot(
                    HISTOGRAM, column.less(), column.collation(), null, array(stated.histogram()), column.typeName()));
        }
        // columns that are sorted as a whole have one; arrays, texts and ranges are analyzed in another way
        if (ordered && !column.isRange() && !column.isWords()) {
            slots.add(new Slot(
                    CORRELATION,
                    column.less(),
                    column.collation(),
                    numbers(List.of(stated.correlation())),
                    null,
                    null));
        }
        if (stated.elements() != null) {
            slots.addAll(elements(column, stated.elements()));
        }
        if (stated.ranges() != null) {
            slots.addAll(ranges(column, stated.ranges()));
        }
        return slots;
    }

    private List<Slot> elements(StatedColumn column, ElementStatistics stated) {
        if (!column.isWords() && !column.isArray()) {
            throw new IllegalArgumentException("elements of " + column.name() + " were stated, which has none");
        }
        List<Slot> slots = new ArrayList<>();
        if (!stated.commonElements().isEmpty()) {
            slots.add(column.isWords() ? words(stated) : members(column, stated));
        }
        if (column.isArray()) {
            // a histogram of two bounds that are the same, then the average
            double count = stated.averageCount();
            slots.add(new Slot(
                    ELEMENT_COUNTS,
                    column.elementEqual(),
                    column.collation(),
                    numbers(List.of(count, count, count)),
                    null,
                    null));
        }
        return slots;
    }

    private static Slot words(ElementStatistics stated) {
        List<CommonValue> sorted =
                stated.commonElements().stream().sorted(WORDS).toList();
        return new Slot(
                COMMON_ELEMENTS,
                TEXT_EQUAL,
                DEFAULT_COLLATION,
                numbers(frequencies(sorted)),
                array(sorted.stream().map(CommonValue::value).toList()),
                TEXT);
    }

    /** Elements are found by binary search in the order of their type, which only the server knows. */
    private Slot members(StatedColumn column, ElementStatistics stated) {
        String type = column.elementName();
        List<CommonValue> sorted = session
                .rows(
                        "SELECT n FROM unnest(?::" + type + "[]) WITH ORDINALITY AS e (v, n) ORDER BY v",
                        array(stated.commonElements().stream()
                                .map(CommonValue::value)
                                .toList()))
                .first()
                .stream()
                .map(number -> stated.commonElements().get(Integer.parseInt(String.valueOf(number)) - 1))
                .toList();
        List<Double> numbers = new ArrayList<>(frequencies(sorted));
        numbers.add(stated.nullElementFraction());
        return new Slot(
                COMMON_ELEMENTS,
                column.elementEqual(),
                column.collation(),
                numbers(numbers),
                array(sorted.stream().map(CommonValue::value).toList()),
                type);
    }

    /** Of each, then the least and the greatest of them. */
    private static List<Double> frequencies(List<CommonValue> elements) {
        List<Double> numbers =
                new ArrayList<>(elements.stream().map(CommonValue::frequency).toList());
        double least = numbers.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double greatest =
                numbers.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        numbers.add(least);
        numbers.add(greatest);
        return numbers;
    }

    private static List<Slot> ranges(StatedColumn column, RangeStatistics stated) {
        if (!column.isRange()) {
            throw new IllegalArgumentException("ranges of " + column.name() + " were stated, which is none");
        }
        List<Slot> slots = new ArrayList<>();
        if (!stated.bounds().isEmpty()) {
            slots.add(new Slot(RANGE_BOUNDS, "0", "0", null, array(stated.bounds()), column.typeName()));
        }
        slots.add(new Slot(
                RANGE_LENGTHS,
                FLOAT8_LESS,
                "0",
                numbers(List.of(stated.emptyFraction())),
                array(stated.lengths().stream().map(String::valueOf).toList()),
                FLOAT8));
        return slots;
    }

    private static String numbers(List<Double> numbers) {
        return "{" + String.join(",", numbers.stream().map(String::valueOf).toList()) + "}";
    }

    private static String array(List<String> values) {
        StringBuilder text = new StringBuilder("{");
        for (String value : values) {
            text.append(text.length() == 1 ? "" : ",")
                    .append('"')
                    .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return text.append('}').toString();
    }
}
