package dev.pgwright.load.folded;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.IndexStorage;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.ViewSettings;
import dev.pgwright.load.folded.ColumnEntry.Generation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows relations as the live reader does; each is made once and kept while it does not change. */
final class CatalogRecords {
    private final Store store;
    private final Texts texts;
    private final Map<Integer, Made> made = new HashMap<>();

    /** A record and what the store was like when it was made. */
    private record Made(Object value, long change, long renames) {}

    CatalogRecords(Store store, Texts texts) {
        this.store = store;
        this.texts = texts;
    }

    Table table(RelationEntry relation) {
        return (Table) kept(relation, () -> makeTable(relation));
    }

    View view(RelationEntry relation) {
        return (View) kept(relation, () -> makeView(relation));
    }

    private Object kept(Entry entry, Supplier<Object> maker) {
        Made before = made.get(entry.oid);
        long change = store.changeOf(entry.oid);
        if (before != null && before.change() == change && before.renames() == store.renames()) {
            return before.value();
        }
        Object value = maker.get();
        made.put(entry.oid, new Made(value, change, store.renames()));
        return value;
    }

    private Table makeTable(RelationEntry relation) {
        List<Constraint> constraints = new ArrayList<>();
        for (int oid : relation.constraints) {
            ConstraintEntry constraint = store.constraint(oid);
            if (isShown(constraint)) {
                Constraint shown = constraint(relation, constraint);
                if (shown != null) {
                    constraints.add(shown);
                }
            }
        }
        List<Index> indexes = new ArrayList<>();
        List<AttachedIndex> attached = new ArrayList<>();
        for (int oid : relation.indexes) {
            IndexEntry index = store.index(oid);
            boolean isAttached = index.parent != 0 && store.index(index.parent).valid;
            if (isAttached) {
                AttachedIndex one = attached(relation, index);
                if (one != null) {
                    attached.add(one);
                }
            } else if (index.constraint == 0) {
                indexes.add(index(relation, index));
            }
        }
        boolean partition = relation.isPartition() && !relation.parents.isEmpty();
        List<QualifiedName> parents =
                relation.parents.stream().map(oid -> store.relation(oid).name).toList();
        return new Table(
                relation.name,
                relation.columns.stream()
                        .map(column -> column(relation, column))
                        .toList(),
                constraints,
                indexes,
                triggers(relation),
                relation.strategy == null ? null : new Partitioning(relation.strategy, partitionKeys(relation)),
                partition ? new PartitionOf(parents.get(0), texts.bound(relation)) : null,
                partition ? List.of() : parents,
                relation.unlogged,
                new TreeMap<>(relation.parameters),
                policies(relation),
                rules(relation),
                attached,
                settings(relation),
                relation.comment);
    }

    private List<IndexElement> partitionKeys(RelationEntry relation) {
        return relation.partitionKeys.stream()
                .map(key -> element(relation, key))
                .toList();
    }

    private boolean isShown(ConstraintEntry constraint) {
        boolean inheritable =
                constraint.kind == ConstraintEntry.Kind.CHECK || constraint.kind == ConstraintEntry.Kind.NOT_NULL;
        return constraint.parent == 0 && !(inheritable && constraint.inherited > 0);
    }

    private TableSettings settings(RelationEntry relation) {
        boolean foreign = relation.foreign != null;
        TableSettings.ReplicaIdentity identity = TableSettings.ReplicaIdentity.DEFAULT;
        if (!foreign && relation.replicaIdentity != TableSettings.ReplicaIdentity.Kind.DEFAULT) {
            String index = relation.identityIndex == 0
                    ? null
                    : store.index(relation.identityIndex).name.name();
            identity = relation.replicaIdentity == TableSettings.ReplicaIdentity.Kind.INDEX && index == null
                    ? new TableSettings.ReplicaIdentity(TableSettings.ReplicaIdentity.Kind.NOTHING, null)
                    : new TableSettings.ReplicaIdentity(relation.replicaIdentity, index);
        }
        TableSettings settings = new TableSettings(
                relation.tablespace,
                relation.accessMethod,
                relation.ofType == 0 ? null : store.relation(relation.ofType).name,
                relation.foreign,
                identity,
                clusteredOn(relation),
                relation.rowSecurity,
                relation.forceRowSecurity);
        return settings.equals(TableSettings.NONE) ? TableSettings.NONE : settings;
    }

    private @Nullable String clusteredOn(RelationEntry relation) {
        return relation.clusteredOn == 0
                ? null
                : store.index(relation.clusteredOn).name.name();
    }

    Column column(RelationEntry relation, ColumnEntry column) {
        String text = column.expression == null
                ? null
                : texts.ofColumn(relation, column.expression, column.type, column.generation == Generation.NONE);
        Generated generated = column.generation == Generation.NONE || text == null
                ? null
                : new Generated(text, column.generation == Generation.STORED);
        return new Column(
                column.name,
                store.text(column.type),
                column.collation,
                column.notNull,
                generated == null ? text : null,
                identity(relation, column),
                generated,
                column.settings,
                column.comment);
    }

    private @Nullable Identity identity(RelationEntry relation, ColumnEntry column) {
        if (!(store.get(column.identitySequence) instanceof SequenceEntry sequence)) {
            return null;
        }
        QualifiedName usual =
                QualifiedName.of(relation.name.schema(), ObjectNames.of(relation.name.name(), column.name, "seq"));
        return new Identity(
                column.identityAlways, sequence.name.equals(usual) ? null : sequence.name, sequence.options);
    }

    @Nullable Constraint constraint(RelationEntry table, ConstraintEntry constraint) {
        String name = constraint.name.name();
        List<String> columns = table.columnNames(constraint.columns);
        switch (constraint.kind) {
            case PRIMARY_KEY -> {
                IndexEntry index = store.index(constraint.index);
                return new Constraint.PrimaryKey(
                        name,
                        columns,
                        table.columnNames(index.include),
                        constraint.period,
                        constraint.deferrability,
                        storage(index),
                        constraint.comment);
            }
            case UNIQUE -> {
                IndexEntry index = store.index(constraint.index);
                return new Constraint.Unique(
                        name,
                        columns,
                        table.columnNames(index.include),
                        index.nullsNotDistinct,
                        constraint.period,
                        constraint.deferrability,
                        storage(index),
                        constraint.comment);
            }
            case FOREIGN_KEY -> {
                RelationEntry referenced = store.relation(constraint.referenced);
                return new Constraint.ForeignKey(
                        name,
                        columns,
                        referenced.name,
                        referenced.columnNames(constraint.referencedColumns),
                        constraint.onUpdate,
                        constraint.onDelete,
                        table.columnNames(constraint.setColumns),
                        constraint.matchFull,
                        constraint.period,
                        constraint.deferrability,
                        constraint.validated,
                        constraint.enforced,
                        constraint.comment);
            }
            case CHECK -> {
                return new Constraint.Check(
                        name,
                        texts.condition(table, constraint.expression),
                        constraint.noInherit,
                        constraint.validated,
                        constraint.enforced,
                        constraint.comment);
            }
            case EXCLUSION -> {
                return exclusion(table, constraint);
            }
            case NOT_NULL -> {
                boolean plain = constraint.validated
                        && !constraint.noInherit
                        && constraint.comment == null
                        && name.equals(ObjectNames.of(table.name.name(), columns.get(0), "not_null"));
                return plain
                        ? null
                        : new Constraint.NotNull(
                                name, columns.get(0), constraint.noInherit, constraint.validated, constraint.comment);
            }
        }
        throw new IllegalStateException("constraint " + constraint.kind);
    }

    private Constraint exclusion(RelationEntry table, ConstraintEntry constraint) {
        IndexEntry index = store.index(constraint.index);
        List<Constraint.Exclusion.Element> elements = new ArrayList<>();
        for (int i = 0; i < constraint.operators.size() && i < index.keys.size(); i++) {
            elements.add(
                    new Constraint.Exclusion.Element(element(table, index.keys.get(i)), constraint.operators.get(i)));
        }
        return new Constraint.Exclusion(
                constraint.name.name(),
                index.method,
                elements,
                table.columnNames(index.include),
                index.predicate == null ? null : texts.condition(table, index.predicate),
                constraint.deferrability,
                storage(index),
                constraint.comment);
    }

    private static IndexStorage storage(IndexEntry index) {
        return index.parameters.isEmpty() && index.tablespace == null
                ? IndexStorage.DEFAULT
                : new IndexStorage(new TreeMap<>(index.parameters), index.tablespace);
    }

    private IndexElement element(RelationEntry table, IndexKey key) {
        String text =
                key.expression() == null ? table.columnName(key.column()) : texts.condition(table, key.expression());
        return new IndexElement(
                text,
                key.expression() != null,
                key.collation(),
                key.operatorClass(),
                key.descending(),
                key.nullsFirst());
    }

    Index index(RelationEntry table, IndexEntry index) {
        return new Index(
                index.name.name(),
                index.method,
                index.keys.stream().map(key -> element(table, key)).toList(),
                table.columnNames(index.include),
                index.unique,
                index.nullsNotDistinct,
                index.predicate == null ? null : texts.condition(table, index.predicate),
                new TreeMap<>(index.parameters),
                index.valid,
                index.parent == 0 ? null : store.index(index.parent).name,
                index.tablespace,
                index.statisticsTargets.entrySet().stream()
                        .map(one -> new Index.StatisticsTarget(one.getKey(), one.getValue()))
                        .toList(),
                index.comment);
    }

    /** Null when it is just as PostgreSQL makes it. */
    private @Nullable AttachedIndex attached(RelationEntry table, IndexEntry index) {
        List<String> columns = new ArrayList<>();
        index.keys.forEach(key -> columns.add(key.column() == 0 ? "expr" : table.columnName(key.column())));
        columns.addAll(table.columnNames(index.include));
        String label = index.constraint == 0 ? "idx" : Indexes.labelOf(store.constraint(index.constraint).kind);
        String usual = label.equals("pkey")
                ? ObjectNames.of(table.name.name(), label)
                : ObjectNames.of(table.name.name(), ObjectNames.ofIndexColumns(columns), label);
        boolean plain = index.name.name().equals(usual)
                && index.parameters.isEmpty()
                && index.tablespace == null
                && index.comment == null;
        if (plain) {
            return null;
        }
        IndexEntry root = store.index(index.parent);
        while (root.parent != 0 && store.index(root.parent).valid) {
            root = store.index(root.parent);
        }
        return new AttachedIndex(
                index.name.name(), root.name.name(), new TreeMap<>(index.parameters), index.tablespace, index.comment);
    }

    private List<Trigger> triggers(RelationEntry relation) {
        List<Trigger> triggers = new ArrayList<>();
        for (int oid : relation.triggers) {
            PartEntry part = store.part(oid);
            if (part.parent == 0) {
                triggers.add(new Trigger(part.name.name(), texts.trigger(relation, part), part.firing, part.comment));
            }
        }
        return triggers;
    }

    private List<Policy> policies(RelationEntry relation) {
        return relation.policies.stream()
                .map(oid -> texts.policy(relation, store.part(oid)))
                .toList();
    }

    private List<Rule> rules(RelationEntry relation) {
        List<Rule> rules = new ArrayList<>();
        for (int oid : relation.rules) {
            PartEntry part = store.part(oid);
            rules.add(new Rule(part.name.name(), texts.source(part), part.firing, part.comment));
        }
        return rules;
    }

    private View makeView(RelationEntry relation) {
        SortedMap<String, String> comments = new TreeMap<>();
        SortedMap<String, String> defaults = new TreeMap<>();
        SortedMap<String, ColumnSettings> settings = new TreeMap<>();
        for (ColumnEntry column : relation.columns) {
            if (column.comment != null) {
                comments.put(column.name, column.comment);
            }
            if (column.expression != null) {
                defaults.put(column.name, texts.ofColumn(relation, column.expression, column.type, true));
            }
            if (!column.settings.equals(ColumnSettings.NONE)) {
                settings.put(column.name, column.settings);
            }
        }
        return new View(
                relation.name,
                relation.kind == RelationEntry.Kind.MATERIALIZED,
                relation.columns.stream().map(column -> column.name).toList(),
                texts.query(relation),
                new TreeMap<>(relation.parameters),
                relation.indexes.stream()
                        .map(oid -> index(relation, store.index(oid)))
                        .toList(),
                triggers(relation),
                relation.populated,
                comments,
                rules(relation),
                new ViewSettings(relation.tablespace, relation.accessMethod, clusteredOn(relation), defaults, settings),
                relation.comment);
    }
}
