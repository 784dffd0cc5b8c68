package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Whether a table is divided and by what: from its volume, its retention, who refers to it, and how it is read. */
public final class PartitioningDecision {
    /** Below this many kept rows a batched DELETE does, and partitions only cost planning time. */
    static final long WORTHWHILE_ROWS = 50_000_000L;
    /** From here on one table's VACUUM and index builds last for days, and a relation's 32 TB come into sight. */
    static final long VERY_LARGE_ROWS = 4_000_000_000L;
    /** Keeps a partition's indexes in memory and its VACUUM short. */
    private static final double ROWS_PER_PARTITION = 50_000_000d;

    private static final double ROWS_PER_HASH_PARTITION = 250_000_000d;
    private static final int MOST_HASH_PARTITIONS = 128;
    private static final int DAYS_PER_MONTH = 30;
    private static final int PARTITIONS_AHEAD = 3;

    private static final String TOPIC = "Partitioning and retention";
    private static final String EXPIRE = "one table; expired rows are deleted in batches";

    /** Where the tree ends. */
    enum Leaf {
        /** Nobody has said how many rows there are. */
        NO_VOLUME,
        /** Nothing is deleted by age, and one table carries it. */
        ONE_TABLE,
        /** Few enough expired rows for DELETE. */
        FEW_TO_DELETE,
        /** Other tables refer to its rows, and would have to carry the partition's column. */
        REFERENCED,
        /** A key without the partition's column cannot be kept across partitions. */
        UNIQUE_IN_THE_WAY,
        /** Very large, but no column is known to every query: each would look into every partition. */
        READ_BY_MANY_WAYS,
        /** Old rows go with their partition. */
        RANGE_FOR_RETENTION,
        /** Very large, and every query is about a span of time. */
        RANGE_FOR_SIZE,
        /** Very large, and every query knows the value of one column. */
        HASH_FOR_SIZE;

        boolean partitioned() {
            return this == RANGE_FOR_RETENTION || this == RANGE_FOR_SIZE || this == HASH_FOR_SIZE;
        }
    }

    /** How long a span of time one range partition holds. */
    enum Span {
        DAY("day", "1 day", 1, "YYYY_MM_DD", 7, 14),
        WEEK("week", "7 days", 7, "YYYY_MM_DD", PARTITIONS_AHEAD, 56),
        MONTH("month", "1 month", DAYS_PER_MONTH, "YYYY_MM", PARTITIONS_AHEAD, 92);

        private final String word;
        private final String interval;
        private final int days;
        private final String suffix;
        private final int ahead;
        private final int maintainedDays;

        Span(String word, String interval, int days, String suffix, int ahead, int maintainedDays) {
            this.word = word;
            this.interval = interval;
            this.days = days;
            this.suffix = suffix;
            this.ahead = ahead;
            this.maintainedDays = maintainedDays;
        }

        /**
         * For how many days maintenance makes partitions ahead: long enough that a job which fails is noticed in time, and
         * few enough empty ones, which every plan that cannot leave them out opens.
         */
        int maintainedDays() {
            return maintainedDays;
        }

        /** As {@code date_trunc} takes it. */
        String word() {
            return word;
        }

        /** As an interval of PostgreSQL. */
        String interval() {
            return interval;
        }

        /** The end of a partition's name, as {@code to_char} takes it. */
        String suffix() {
            return suffix;
        }
    }

    /**
     * What was chosen.
     *
     * @param key the attribute, role or built-in column to divide by; null for one table, and for the tenant
     * @param span of a range partition
     * @param partitions number of hash partitions
     */
    record Choice(Leaf leaf, @Nullable String key, @Nullable Span span, int partitions) {
        private static Choice oneTable(Leaf leaf) {
            return new Choice(leaf, null, null, 0);
        }
    }

    private PartitioningDecision() {}

    static Choice choice(Requirements requirements, Entity entity) {
        Entity.Retention retention = entity.retention();
        Entity.Volume volume = entity.volume();
        if (volume == null) {
            return Choice.oneTable(Leaf.NO_VOLUME);
        }
        PartitionKeys keys = new PartitionKeys(requirements, entity);
        if (retention != null) {
            if (keptRows(volume, retention) < WORTHWHILE_ROWS) {
                return Choice.oneTable(Leaf.FEW_TO_DELETE);
            }
            if (keys.isReferenced()) {
                return Choice.oneTable(Leaf.REFERENCED);
            }
            return keys.everyKeyHas(retention.by())
                    ? new Choice(Leaf.RANGE_FOR_RETENTION, retention.by(), span(volume), 0)
                    : Choice.oneTable(Leaf.UNIQUE_IN_THE_WAY);
        }
        long rows = volume.rowsAfter(SchemaDesigner.HORIZON_DAYS);
        if (rows < VERY_LARGE_ROWS) {
            return Choice.oneTable(Leaf.ONE_TABLE);
        }
        return forSize(keys, volume, rows);
    }

    private static Choice forSize(PartitionKeys keys, Entity.Volume volume, long rows) {
        int partitions = MOST_HASH_PARTITIONS;
        while (partitions > 4 && partitions / 2 * ROWS_PER_HASH_PARTITION >= rows) {
            partitions /= 2;
        }
        if (keys.ofTenant()) {
            return new Choice(Leaf.HASH_FOR_SIZE, null, null, partitions);
        }
        Optional<String> moment = keys.momentOfEveryQuery();
        Optional<String> known = keys.knownToEveryQuery();
        if (moment.isEmpty() && known.isEmpty()) {
            return Choice.oneTable(Leaf.READ_BY_MANY_WAYS);
        }
        if (keys.isReferenced()) {
            return Choice.oneTable(Leaf.REFERENCED);
        }
        if (moment.filter(keys::everyKeyHas).isPresent()) {
            return new Choice(Leaf.RANGE_FOR_SIZE, moment.get(), span(volume), 0);
        }
        return known.filter(keys::everyKeyHas).isPresent()
                ? new Choice(Leaf.HASH_FOR_SIZE, known.get(), null, partitions)
                : Choice.oneTable(Leaf.UNIQUE_IN_THE_WAY);
    }

    private static Span span(Entity.Volume volume) {
        double perDay = volume.growthPerDay();
        if (perDay * 7 > ROWS_PER_PARTITION) {
            return Span.DAY;
        }
        return perDay * DAYS_PER_MONTH > ROWS_PER_PARTITION ? Span.WEEK : Span.MONTH;
    }

    /** Rows that come into one partition by a range of time; empty where there is none. */
    public static OptionalDouble rowsOfRange(Requirements requirements, Entity entity) {
        Span span = choice(requirements, entity).span();
        Entity.Volume volume = entity.volume();
        return span == null || volume == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(volume.growthPerDay() * span.days);
    }

    /** Rows in the table once retention and growth balance, or on the first day if that is more. */
    static long keptRows(Entity.Volume volume, Entity.Retention retention) {
        return Math.max(volume.rows(), Math.round(volume.growthPerDay() * retention.days()));
    }

    /** Empty where nobody would have thought of partitions. */
    static Optional<Decision> decision(Requirements requirements, Entity entity, String table, String column) {
        Entity.Retention retention = entity.retention();
        Choice choice = choice(requirements, entity);
        Alternative deletes = new Alternative(
                "one table and batched deletes",
                "unique constraints and references stay free of the partition key",
                "every expired row is written twice (deleted, vacuumed) and leaves bloat");
        Alternative partitions = new Alternative(
                "partitions" + (retention == null ? "" : " by " + retention.by()),
                retention == null
                        ? "indexes that fit into memory, VACUUM by parts"
                        : "old rows go by dropping a partition, in milliseconds",
                "every unique key must contain the column, and a query that does not know it visits every partition");
        Alternative whole =
                new Alternative("one table", "simple keys", "VACUUM and index builds of one table last for days");
        Span span = choice.span();
        String expected = expected(entity);
        return switch (choice.leaf()) {
            case RANGE_FOR_RETENTION ->
                decision(
                        entity,
                        table,
                        ranges(column, span),
                        "rows are kept " + (retention == null ? "for ever" : retention.words()) + " and about "
                                + expected + " are held at a time; nothing refers to them",
                        List.of(deletes, withoutDefault()),
                        "a partition holds far more or far fewer than 50 million rows");
            case RANGE_FOR_SIZE ->
                decision(
                        entity,
                        table,
                        ranges(column, span),
                        "about " + expected
                                + " rows are expected in two years, and every query is about a span of time",
                        List.of(whole, withoutDefault()),
                        "queries come that do not say when");
            case HASH_FOR_SIZE ->
                decision(
                        entity,
                        table,
                        choice.partitions() + " hash partitions by " + column,
                        "about " + expected + " rows are expected in two years, nothing is deleted by age, and every"
                                + " query and key knows " + column,
                        List.of(whole),
                        "one value of " + column + " holds more rows than a partition should");
            case REFERENCED ->
                decision(
                        entity,
                        table,
                        retention == null ? "one table" : EXPIRE,
                        "other tables refer to its rows, and every reference would have to carry "
                                + (retention == null ? "the partition's column" : retention.by()),
                        List.of(partitions),
                        retention == null
                                ? "VACUUM of the table takes longer than a night"
                                : "batched deletes no longer keep up with the growth");
            case UNIQUE_IN_THE_WAY ->
                decision(
                        entity,
                        table,
                        retention == null ? "one table" : EXPIRE,
                        "a uniqueness rule that does not contain "
                                + (retention == null ? "the partition's column" : retention.by())
                                + " cannot be kept across partitions",
                        List.of(partitions),
                        "the rule can be limited to one period of time");
            case READ_BY_MANY_WAYS ->
                decision(
                        entity,
                        table,
                        "one table",
                        "about " + expected + " rows are expected in two years, but no column is known to every query:"
                                + " each would look into every partition",
                        List.of(partitions),
                        "VACUUM of the table takes longer than a night, or the queries come to agree on a column");
            case FEW_TO_DELETE ->
                decision(
                        entity,
                        table,
                        EXPIRE,
                        "about " + expected + " rows are held at a time, few enough to delete",
                        List.of(partitions),
                        "more than 50 million rows are held at a time");
            case NO_VOLUME ->
                retention == null
                        ? Optional.empty()
                        : decision(
                                entity,
                                table,
                                EXPIRE,
                                "no volume is stated",
                                List.of(partitions),
                                "more than 50 million rows are held at a time");
            case ONE_TABLE -> Optional.empty();
        };
    }

    private static Optional<Decision> decision(
            Entity entity,
            String table,
            String choice,
            String because,
            List<Alternative> alternatives,
            String revisit) {
        Entity.Retention retention = entity.retention();
        return Optional.of(new Decision(
                TOPIC,
                table,
                choice,
                because,
                retention == null ? entity.place() : retention.place(),
                alternatives,
                revisit));
    }

    private static String ranges(String column, @Nullable Span span) {
        return "range partitions by " + column + ", one a " + (span == null ? "" : span.word())
                + ", made ahead by a function of the schema, and a default partition for rows whose partition is missing";
    }

    private static Alternative withoutDefault() {
        return new Alternative(
                "no default partition",
                "a partition is added and detached without a lock on the others (DETACH CONCURRENTLY is refused beside a"
                        + " default partition)",
                "the first insert for which nobody made a partition fails: an outage");
    }

    private static String expected(Entity entity) {
        Entity.Volume volume = entity.volume();
        if (volume == null) {
            return "";
        }
        Entity.Retention retention = entity.retention();
        return Numbers.rows(
                retention == null ? volume.rowsAfter(SchemaDesigner.HORIZON_DAYS) : keptRows(volume, retention));
    }

    /** A partition to create: name suffix and bounds. */
    record Slice(String suffix, LocalDate from, LocalDate to) {}

    /** The first partitions, from the day of go-live; none without one. */
    static List<Slice> slices(@Nullable Span span, @Nullable String goLive) {
        List<Slice> slices = new ArrayList<>();
        if (goLive == null || span == null) {
            return slices;
        }
        LocalDate start = LocalDate.parse(goLive);
        LocalDate from = switch (span) {
            case MONTH -> YearMonth.from(start).atDay(1);
            case WEEK -> start.minusDays(start.getDayOfWeek().getValue() - 1L);
            case DAY -> start;
        };
        for (int i = 0; i < span.ahead; i++) {
            LocalDate to = switch (span) {
                case MONTH -> from.plusMonths(1);
                case WEEK -> from.plus(1, ChronoUnit.WEEKS);
                case DAY -> from.plusDays(1);
            };
            String suffix = span == Span.MONTH
                    ? "%04d_%02d".formatted(from.getYear(), from.getMonthValue())
                    : "%04d_%02d_%02d".formatted(from.getYear(), from.getMonthValue(), from.getDayOfMonth());
            slices.add(new Slice(suffix, from, to));
            from = to;
        }
        return slices;
    }
}
