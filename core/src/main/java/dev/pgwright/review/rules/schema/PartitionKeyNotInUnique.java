package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys that a partitioned table cannot have. */
public final class PartitionKeyNotInUnique implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "partition-key-not-in-unique", Area.SCHEMA, Needs.HISTORY, Severity.ERROR)
            .detects("A primary key or unique index of a partitioned table leaves out a column of the partition key.")
            .cost("fails at run time")
            .safe("Add the columns of the partition key to it.")
            .byHand("another key is another promise about the rows")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.catalog().tables()) {
            for (Table above = table; above != null; above = parent(above, schema)) {
                Partitioning partitioning = table.partitioning();
                if (partitioning != null) {
                    boolean own = above.name().equals(table.name());
                    primary(above, partitioning).ifPresent(key -> found(table, key, own, schema, report));
                    UniqueKey.of(above).stream()
                            .filter(key -> isRefused(key.columns(), partitioning))
                            .forEach(key -> found(table, key.object(), own, schema, report));
                }
            }
        }
    }

    private static @Nullable Table parent(Table table, SchemaContext schema) {
        PartitionOf partitionOf = table.partitionOf();
        return partitionOf == null
                ? null
                : schema.state().table(partitionOf.parent()).orElse(null);
    }

    private static Optional<SchemaObject> primary(Table table, Partitioning partitioning) {
        return table.primaryKey()
                .filter(key -> isRefused(key.columns(), partitioning))
                .map(key -> SchemaObject.constraint(table.name(), key.name()));
    }

    /** An expression in the partition key rules every unique key out. */
    private static boolean isRefused(List<String> columns, Partitioning partitioning) {
        return partitioning.keys().stream().anyMatch(key -> key.expression() || !columns.contains(key.key()));
    }

    private static void found(Table table, SchemaObject key, boolean own, SchemaContext schema, Report report) {
        Partitioning partitioning = Objects.requireNonNull(table.partitioning());
        String keys = partitioning.keys().stream().map(IndexElement::key).collect(Collectors.joining(", "));
        report.found(
                        schema,
                        own ? key : SchemaObject.relation(table.name()),
                        "PostgreSQL refuses " + key.part() + ", as " + SchemaContext.shown(table.name())
                                + " is partitioned by " + keys + " and a unique key has to contain that")
                .advice(
                        partitioning.keys().stream().anyMatch(IndexElement::expression)
                                ? "Partition by columns alone, or let each partition have the key."
                                : "Add " + keys + " to the key, or let each partition have one of its own.");
    }
}
