package dev.pgwright.design.decide;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.PartitioningDecision.Choice;
import dev.pgwright.design.decide.PartitioningDecision.Leaf;
import dev.pgwright.design.decide.PartitioningDecision.Span;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Divides tables as decided, and makes their first partitions. */
final class PartitionDesigner {
    private final Requirements requirements;
    private final Mapping mapping;
    private final Draft draft;
    private final Map<EntityTable, TableDraft> divided = new LinkedHashMap<>();

    PartitionDesigner(Mapping mapping, Draft draft) {
        this.requirements = mapping.requirements();
        this.mapping = mapping;
        this.draft = draft;
    }

    /** Records the decision and, where it is to divide, how. The table has all columns of its entity by now. */
    void divide(TableDraft table, EntityTable entityTable) {
        String key = entityTable.partitionColumn();
        PartitioningDecision.decision(requirements, entityTable.entity(), table.name.toString(), key == null ? "" : key)
                .ifPresent(draft.decisions::add);
        if (key == null) {
            return;
        }
        Choice choice = PartitioningDecision.choice(requirements, entityTable.entity());
        divided.put(entityTable, table);
        table.partitioning = new Partitioning(
                choice.leaf() == Leaf.HASH_FOR_SIZE ? Partitioning.Strategy.HASH : Partitioning.Strategy.RANGE,
                List.of(IndexElement.column(key)));
        Column column = table.columns.stream()
                .filter(candidate -> candidate.name().equals(key))
                .findFirst()
                .orElseThrow();
        if (!column.notNull()) {
            table.columns.set(table.columns.indexOf(column), column.withNotNull());
        }
    }

    /** The partitions of all divided tables, and the functions that make more; once every table has all its columns. */
    List<Table> make() {
        List<Table> partitions = new ArrayList<>();
        divided.forEach((entityTable, table) -> {
            Choice choice = PartitioningDecision.choice(requirements, entityTable.entity());
            Span span = choice.span();
            if (span == null) {
                hashes(table, choice.partitions(), partitions);
            } else {
                ranges(table, mapping.table(entityTable.entity().name()), span, partitions);
            }
        });
        return partitions;
    }

    private void hashes(TableDraft table, int count, List<Table> partitions) {
        for (int i = 0; i < count; i++) {
            partitions.add(partition(
                    table, "p%03d".formatted(i), "FOR VALUES WITH (modulus " + count + ", remainder " + i + ")"));
        }
    }

    private void ranges(TableDraft table, EntityTable entityTable, Span span, List<Table> partitions) {
        String column = Objects.requireNonNull(entityTable.partitionColumn());
        boolean date = table.columns.stream()
                .anyMatch(candidate ->
                        candidate.name().equals(column) && candidate.type().equals("date"));
        String time = date ? "" : " 00:00:00+00";
        for (var slice :
                PartitioningDecision.slices(span, requirements.project().goLive())) {
            partitions.add(partition(
                    table,
                    slice.suffix(),
                    "FOR VALUES FROM ('" + slice.from() + time + "') TO ('" + slice.to() + time + "')"));
        }
        Table rest = partition(table, "default", PartitionOf.DEFAULT);
        partitions.add(rest);
        draft.maintained.add(new PartitionRoutines(draft).add(table, column, span, rest.name()));
    }

    private Table partition(TableDraft parent, String suffix, String bound) {
        QualifiedName name =
                QualifiedName.of(parent.name.schema(), draft.naming.unique(parent.name.name() + "_" + suffix));
        // a partition shares its parent's identity and says nothing of its own
        List<Column> inherited = parent.columns.stream()
                .map(column -> column.withoutIdentity().withComment(null))
                .toList();
        return Table.of(name, inherited, List.of(), List.of(), null)
                .withPartitionOf(new PartitionOf(parent.name, bound));
    }
}
