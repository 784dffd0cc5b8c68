package dev.pgwright.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A table, partitioned table or partition. What a partition or an inheriting table has because its parent has it
 * (constraints, attached indexes, triggers) is not repeated here; its columns are.
 *
 * @param columns in order of position; those of the primary key are not null, whether said or not
 * @param inherits parents by plain inheritance, in order
 * @param storageParameters {@code WITH (...)}
 */
public record Table(
        QualifiedName name,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes,
        List<Trigger> triggers,
        @Nullable Partitioning partitioning,
        @Nullable PartitionOf partitionOf,
        List<QualifiedName> inherits,
        boolean unlogged,
        SortedMap<String, String> storageParameters,
        List<Policy> policies,
        List<Rule> rules,
        List<AttachedIndex> attachedIndexes,
        TableSettings settings,
        @Nullable String comment) {
    public Table {
        columns = withNotNullKey(columns, constraints);
        constraints = Catalog.sorted(constraints, Comparator.comparing(Constraint::name));
        indexes = Catalog.sorted(indexes, Comparator.comparing(Index::name));
        triggers = Catalog.sorted(triggers, Comparator.comparing(Trigger::name));
        policies = Catalog.sorted(policies, Comparator.comparing(Policy::name));
        rules = Catalog.sorted(rules, Comparator.comparing(Rule::name));
        attachedIndexes = Catalog.sorted(attachedIndexes, Comparator.comparing(AttachedIndex::name));
        inherits = List.copyOf(inherits);
        storageParameters = Collections.unmodifiableSortedMap(new TreeMap<>(storageParameters));
    }

    /** A table without what few tables have. */
    public Table(
            QualifiedName name,
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            List<Trigger> triggers,
            @Nullable Partitioning partitioning,
            @Nullable PartitionOf partitionOf,
            List<QualifiedName> inherits,
            boolean unlogged,
            SortedMap<String, String> storageParameters,
            @Nullable String comment) {
        this(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                partitioning,
                partitionOf,
                inherits,
                unlogged,
                storageParameters,
                List.of(),
                List.of(),
                List.of(),
                TableSettings.NONE,
                comment);
    }

    private static List<Column> withNotNullKey(List<Column> columns, List<Constraint> constraints) {
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                return columns.stream()
                        .map(column -> key.columns().contains(column.name()) && !column.notNull()
                                ? column.withNotNull()
                                : column)
                        .toList();
            }
        }
        return List.copyOf(columns);
    }

    public static Table of(
            QualifiedName name,
            List<Column> columns,
            List<Constraint> constraints,
            List<Index> indexes,
            @Nullable String comment) {
        return new Table(
                name, columns, constraints, indexes, List.of(), null, null, List.of(), false, new TreeMap<>(), comment);
    }

    public Table withTriggers(List<Trigger> list) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                list,
                partitioning,
                partitionOf,
                inherits,
                unlogged,
                storageParameters,
                policies,
                rules,
                attachedIndexes,
                settings,
                comment);
    }

    public Table withPartitioning(Partitioning value) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                value,
                partitionOf,
                inherits,
                unlogged,
                storageParameters,
                policies,
                rules,
                attachedIndexes,
                settings,
                comment);
    }

    public Table withPartitionOf(PartitionOf value) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                partitioning,
                value,
                inherits,
                unlogged,
                storageParameters,
                policies,
                rules,
                attachedIndexes,
                settings,
                comment);
    }

    public Table withStorageParameters(SortedMap<String, String> parameters) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                partitioning,
                partitionOf,
                inherits,
                unlogged,
                parameters,
                policies,
                rules,
                attachedIndexes,
                settings,
                comment);
    }

    public Table withSettings(TableSettings value) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                partitioning,
                partitionOf,
                inherits,
                unlogged,
                storageParameters,
                policies,
                rules,
                attachedIndexes,
                value,
                comment);
    }

    public Table withAttachedIndexes(List<AttachedIndex> value) {
        return new Table(
                name,
                columns,
                constraints,
                indexes,
                triggers,
                partitioning,
                partitionOf,
                inherits,
                unlogged,
                storageParameters,
                policies,
                rules,
                value,
                settings,
                comment);
    }

    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }

    /** Whether it is the partition that takes what no other does. */
    public boolean isDefaultPartition() {
        return partitionOf != null && partitionOf.isDefault();
    }

    public Optional<Constraint.PrimaryKey> primaryKey() {
        return of(Constraint.PrimaryKey.class).stream().findFirst();
    }

    public List<Constraint.ForeignKey> foreignKeys() {
        return of(Constraint.ForeignKey.class);
    }

    /** The constraints of one kind, in order of name. */
    public <T extends Constraint> List<T> of(Class<T> kind) {
        // rules ask this of every column: a stream costs several times as much
        List<T> found = new ArrayList<>();
        for (Constraint constraint : constraints) {
            if (kind.isInstance(constraint)) {
                found.add(kind.cast(constraint));
            }
        }
        return Collections.unmodifiableList(found);
    }
}
