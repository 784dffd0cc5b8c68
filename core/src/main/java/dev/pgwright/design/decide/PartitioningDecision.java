package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.ConsistencyRule;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a table is divided by time, from its volume, its retention and who refers to it. */
final class PartitioningDecision {
    /** Below this many kept rows a batched DELETE does, and partitions only cost planning time. */
    private static final long WORTHWHILE_ROWS = 50_000_000L;
    /** Keeps a partition's indexes in memory and its VACUUM short. */
    private static final double ROWS_PER_PARTITION = 50_000_000d;

    private static final int DAYS_PER_MONTH = 30;
    private static final int PARTITIONS_AHEAD = 3;

    /** Where the tree ends. */
    enum Leaf {
        NO_RETENTION,
        TOO_SMALL,
        REFERENCED,
        UNIQUE_IN_THE_WAY,
        DAILY,
        WEEKLY,
        MONTHLY;

        boolean partitioned() {
            return this == DAILY || this == WEEKLY || this == MONTHLY;
        }
    }

    private PartitioningDecision() {}

    static Leaf leaf(Requirements requirements, Entity entity) {
        Entity.Retention retention = entity.retention();
        Entity.Volume volume = entity.volume();
        if (retention == null) {
            return Leaf.NO_RETENTION;
        }
        if (volume == null || keptRows(volume, retention) < WORTHWHILE_ROWS) {
            return Leaf.TOO_SMALL;
        }
        if (requirements.relationships().stream().anyMatch(relationship -> isReferenced(entity, relationship))) {
            return Leaf.REFERENCED;
        }
        boolean uniqueAttribute = entity.attributes().stream().anyMatch(Attribute::unique);
        boolean uniqueRule = requirements.allRules().stream()
                .anyMatch(rule -> rule.entity().equals(entity.name())
                        && (rule instanceof ConsistencyRule.UniqueTogether
                                || rule instanceof ConsistencyRule.NoOverlap));
        boolean oneToOne = requirements.relationships().stream()
                .anyMatch(relationship ->
                        relationship.to().equals(entity.name()) && relationship.kind() == Relationship.Kind.ONE_TO_ONE);
        if (uniqueAttribute || uniqueRule || oneToOne) {
            return Leaf.UNIQUE_IN_THE_WAY;
        }
        double perDay = volume.growthPerDay();
        if (perDay * 7 > ROWS_PER_PARTITION) {
            return Leaf.DAILY;
        }
        return perDay * DAYS_PER_MONTH > ROWS_PER_PARTITION ? Leaf.WEEKLY : Leaf.MONTHLY;
    }

    private static boolean isReferenced(Entity entity, Relationship relationship) {
        return relationship.from().equals(entity.name())
                || (relationship.kind() == Relationship.Kind.MANY_TO_MANY
                        && relationship.to().equals(entity.name()));
    }

    /** Rows in the table once retention and growth balance, or on the first day if that is more. */
    static long keptRows(Entity.Volume volume, Entity.Retention retention) {
        return Math.max(volume.rows(), Math.round(volume.growthPerDay() * retention.days()));
    }

    static Optional<Decision> decision(Requirements requirements, Entity entity, String table) {
        Entity.Retention retention = entity.retention();
        if (retention == null) {
            return Optional.empty();
        }
        Alternative deletes = new Alternative(
                "one table and batched deletes",
                "unique constraints and references stay free of the partition key",
                "every expired row is written twice (deleted, vacuumed) and leaves bloat");
        Alternative partitions = new Alternative(
                "partitions by " + retention.by(),
                "old rows go by dropping a partition, in milliseconds",
                "every unique key must contain " + retention.by() + ", and partitions must be made ahead of time");
        Leaf leaf = leaf(requirements, entity);
        return Optional.of(
                switch (leaf) {
                    case DAILY, WEEKLY, MONTHLY ->
                        new Decision(
                                "Partitioning and retention",
                                table,
                                "range partitions by " + retention.by() + ", one a "
                                        + (leaf == Leaf.DAILY ? "day" : leaf == Leaf.WEEKLY ? "week" : "month"),
                                "rows are kept " + retention.days() + " days and about "
                                        + Numbers.rows(
                                                keptRows(java.util.Objects.requireNonNull(entity.volume()), retention))
                                        + " are held at a time; nothing refers to them",
                                retention.place(),
                                List.of(deletes),
                                "a partition holds far more or far fewer than 50 million rows");
                    case REFERENCED ->
                        new Decision(
                                "Partitioning and retention",
                                table,
                                "one table; expired rows are deleted in batches",
                                "other tables refer to its rows, and every reference would have to carry "
                                        + retention.by(),
                                retention.place(),
                                List.of(partitions),
                                "batched deletes no longer keep up with the growth");
                    case UNIQUE_IN_THE_WAY ->
                        new Decision(
                                "Partitioning and retention",
                                table,
                                "one table; expired rows are deleted in batches",
                                "a uniqueness rule that does not contain " + retention.by()
                                        + " cannot be kept across partitions",
                                retention.place(),
                                List.of(partitions),
                                "the rule can be limited to one period of time");
                    case TOO_SMALL ->
                        new Decision(
                                "Partitioning and retention",
                                table,
                                "one table; expired rows are deleted in batches",
                                entity.volume() == null
                                        ? "no volume is stated"
                                        : "about "
                                                + Numbers.rows(keptRows(entity.volume(), retention))
                                                + " rows are held at a time, few enough to delete",
                                retention.place(),
                                List.of(partitions),
                                "more than 50 million rows are held at a time");
                    case NO_RETENTION -> throw new IllegalStateException("retention is stated");
                });
    }

    /** A partition to create: name suffix and bounds. */
    record Slice(String suffix, LocalDate from, LocalDate to) {}

    /** The first partitions, from the day of go-live; none without one. */
    static List<Slice> slices(Leaf leaf, @org.jspecify.annotations.Nullable String goLive) {
        List<Slice> slices = new ArrayList<>();
        if (goLive == null || !leaf.partitioned()) {
            return slices;
        }
        LocalDate start = LocalDate.parse(goLive);
        LocalDate from = leaf == Leaf.MONTHLY
                ? YearMonth.from(start).atDay(1)
                : leaf == Leaf.WEEKLY ? start.minusDays(start.getDayOfWeek().getValue() - 1L) : start;
        for (int i = 0; i < (leaf == Leaf.DAILY ? 7 : PARTITIONS_AHEAD); i++) {
            LocalDate to = leaf == Leaf.MONTHLY
                    ? from.plusMonths(1)
                    : from.plus(1, leaf == Leaf.WEEKLY ? ChronoUnit.WEEKS : ChronoUnit.DAYS);
            String suffix = leaf == Leaf.MONTHLY
                    ? "%04d_%02d".formatted(from.getYear(), from.getMonthValue())
                    : "%04d_%02d_%02d".formatted(from.getYear(), from.getMonthValue(), from.getDayOfMonth());
            slices.add(new Slice(suffix, from, to));
            from = to;
        }
        return slices;
    }
}
