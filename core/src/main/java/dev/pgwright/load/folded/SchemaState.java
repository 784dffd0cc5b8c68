package dev.pgwright.load.folded;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SerialTypes;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What exists now: a live view of a {@link SchemaFold}. Names are resolved by the search path as it stands. Temporary
 * tables are in the schema {@code pg_temp}.
 */
public final class SchemaState {
    private final Folding folding;
    private final Store store;
    private final CatalogRecords records;
    private final OtherRecords others;
    private final SchemaUses uses;
    private final Dependents dependents;

    SchemaState(Folding folding, CatalogRecords records, OtherRecords others) {
        this.folding = folding;
        this.store = folding.store;
        this.records = records;
        this.others = others;
        this.uses = new SchemaUses(folding.store);
        this.dependents = new Dependents(folding.store, records, others);
    }

    Folding folding() {
        return folding;
    }

    /** The major version of PostgreSQL whose rules the statements are folded by. */
    public int version() {
        return folding.version;
    }

    public List<String> searchPath() {
        return folding.scope().path();
    }

    /**
     * Whether there may be objects, or fewer of them, that no statement shows: because a statement could not be followed,
     * or nothing is known of the state before the first one. Then a missing object is unknown rather than missing.
     */
    public boolean isIncomplete() {
        return folding.unknowns.isEverything();
    }

    /** The relation, index or sequence that a name means; where none has it, the name that one made by it would get. */
    public QualifiedName resolve(RangeVar name) {
        Entry found = store.get(folding.scope().findRelation(name));
        if (found != null) {
            return found.name;
        }
        return resolved(name.schemaname(), Scope.text(name.relname()));
    }

    /** The same of a name in parts, also of a type or routine. */
    public QualifiedName resolve(List<String> parts) {
        Scope scope = folding.scope();
        Entry found = store.get(scope.findRelation(parts));
        if (found == null) {
            found = store.get(scope.findType(parts));
        }
        if (found == null && !scope.findRoutines(parts).isEmpty()) {
            found = store.get(scope.findRoutines(parts).get(0));
        }
        return found != null ? found.name : resolved(Scope.schemaOf(parts), Scope.nameOf(parts));
    }

    private QualifiedName resolved(@Nullable String schema, String name) {
        if (schema != null) {
            return QualifiedName.of(schema, name);
        }
        for (String candidate : folding.scope().path()) {
            if (store.schemas().containsKey(candidate)) {
                return QualifiedName.of(candidate, name);
            }
        }
        return QualifiedName.of(Schema.PUBLIC, name);
    }

    /**
     * What the names and types of a query mean here: a SELECT, INSERT, UPDATE, DELETE or MERGE. Parameters get the types
     * that PREPARE would give them.
     */
    public BoundQuery bind(Node query) {
        return bind(query, OutsideNames.NONE, true, null);
    }

    /**
     * The same of a query that is sent by a program, or stands in a routine.
     *
     * @param outside names that are no columns
     * @param deducesParameters false when whoever sends it may say the types of parameters
     * @param path the search path it runs with, null for the one of now
     */
    public BoundQuery bind(Node query, OutsideNames outside, boolean deducesParameters, @Nullable List<String> path) {
        return folding.scope().within(path, () -> BoundQueries.bind(folding, query, outside, deducesParameters));
    }

    /** All schemas that users have made, {@code public} first, then in order of name. */
    public List<String> schemas() {
        List<String> names = new ArrayList<>(store.schemas().keySet());
        names.sort(Comparator.comparing((String name) -> !name.equals(Schema.PUBLIC))
                .thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /** Who uses an object. */
    public SchemaUses uses() {
        return uses;
    }

    private @Nullable Entry relation(QualifiedName name) {
        return store.get(store.relationNames().getOrDefault(name, 0));
    }

    /** Whether a table, view, composite type, index or sequence has the name. */
    public boolean isRelation(QualifiedName name) {
        return store.relationNames().containsKey(name);
    }

    /**
     * The name that PostgreSQL would choose for a constraint without an index (ChooseConstraintName of PostgreSQL 18's
     * pg_constraint.c), numbered while it is taken.
     *
     * @param columns the columns as the name says them, joined; null for none
     * @param label {@code check}, {@code fkey} or {@code not_null}
     */
    public String freeConstraintName(QualifiedName table, @Nullable String columns, String label) {
        return store.freeNames().constraint(table.schema(), table.name(), columns, label);
    }

    /**
     * The name that PostgreSQL would choose for an index and the constraint that it enforces (ChooseIndexName of
     * PostgreSQL 18's indexcmds.c), numbered while it is taken.
     *
     * @param columns as the name says them; a primary key's says none
     * @param label {@code pkey}, {@code key} or {@code excl} for a constraint, {@code idx} for an index alone
     */
    public String freeIndexName(QualifiedName table, List<String> columns, String label) {
        return store.freeNames().index(table, columns, label);
    }

    public boolean isSchema(String name) {
        return store.schemas().containsKey(name);
    }

    /** Whether a user's type of any kind has the name; tables and views are types, too. */
    public boolean isType(QualifiedName name) {
        return store.typeNames().containsKey(name);
    }

    /** Whether PostgreSQL itself has a type of this name, or takes it for one (serial). */
    public boolean isBuiltinType(String name) {
        return BuiltinTypes.exists(name) || SerialTypes.integer(List.of(name)) != null;
    }

    /** A table, partitioned or foreign table. */
    public Optional<Table> table(QualifiedName name) {
        return relation(name) instanceof RelationEntry relation && relation.kind.isTable()
                ? Optional.of(records.table(relation))
                : Optional.empty();
    }

    public Optional<Table> table(RangeVar name) {
        return table(resolve(name));
    }

    /** All tables but temporary ones, in order of name. */
    public Collection<Table> tables() {
        return store.all().stream()
                .filter(entry ->
                        entry instanceof RelationEntry relation && relation.kind.isTable() && !relation.isTemporary())
                .map(entry -> records.table((RelationEntry) entry))
                .sorted(Comparator.comparing(Table::name))
                .toList();
    }

    /** A view or materialized view. */
    public Optional<View> view(QualifiedName name) {
        return relation(name) instanceof RelationEntry relation && Dropper.isView(relation)
                ? Optional.of(records.view(relation))
                : Optional.empty();
    }

    /** The query of a view with the names that its relations have now, each with its schema. */
    public Optional<String> query(QualifiedName view) {
        return relation(view) instanceof RelationEntry relation && Dropper.isView(relation)
                ? Optional.of(new ViewQueries(store).qualified(relation))
                : Optional.empty();
    }

    /** All views and materialized views, in order of name. */
    public Collection<View> views() {
        return store.all().stream()
                .filter(entry ->
                        entry instanceof RelationEntry relation && Dropper.isView(relation) && !relation.isTemporary())
                .map(entry -> records.view((RelationEntry) entry))
                .sorted(Comparator.comparing(View::name))
                .toList();
    }

    public Optional<OwnedIndex> index(QualifiedName name) {
        return relation(name) instanceof IndexEntry index ? Optional.of(owned(index)) : Optional.empty();
    }

    /** All indexes of a table or materialized view, those of constraints and attached ones too, in order of name. */
    public List<OwnedIndex> indexesOf(QualifiedName table) {
        return relation(table) instanceof RelationEntry relation
                ? relation.indexes.stream()
                        .map(oid -> owned(store.index(oid)))
                        .sorted(Comparator.comparing(OwnedIndex::name))
                        .toList()
                : List.of();
    }

    private OwnedIndex owned(IndexEntry index) {
        RelationEntry table = store.relation(index.owner);
        Constraint constraint =
                index.constraint == 0 ? null : records.constraint(table, store.constraint(index.constraint));
        return new OwnedIndex(index.name, table.name, records.index(table, index), constraint);
    }

    public Optional<EnumType> enumType(QualifiedName name) {
        return store.get(store.typeNames().getOrDefault(name, 0)) instanceof TypeEntry type
                        && type.kind == TypeEntry.Kind.ENUM
                ? Optional.of(others.enumType(type))
                : Optional.empty();
    }

    public Optional<DomainType> domain(QualifiedName name) {
        return store.get(store.typeNames().getOrDefault(name, 0)) instanceof TypeEntry type
                        && type.kind == TypeEntry.Kind.DOMAIN
                ? Optional.of(others.domain(type))
                : Optional.empty();
    }

    /** A sequence, also that of an identity column. */
    public Optional<Sequence> sequence(QualifiedName name) {
        return relation(name) instanceof SequenceEntry sequence
                ? Optional.of(others.sequence(sequence))
                : Optional.empty();
    }

    /** All sequences but those of identity columns, in order of name. */
    public Collection<Sequence> sequences() {
        return store.all().stream()
                .filter(entry -> entry instanceof SequenceEntry sequence && !sequence.internal)
                .map(entry -> others.sequence((SequenceEntry) entry))
                .sorted(Comparator.comparing(Sequence::name))
                .toList();
    }

    /**
     * Whether texts of different bytes may be equal by a collation.
     *
     * @param collation as a column has it; one that no statement has made is PostgreSQL's own, which all are deterministic
     */
    public boolean isNondeterministic(String collation) {
        return Collations.isNondeterministic(store, collation);
    }

    /** A composite type that stands alone. */
    public Optional<CompositeType> composite(QualifiedName name) {
        return relation(name) instanceof RelationEntry relation && relation.kind == RelationEntry.Kind.COMPOSITE
                ? Optional.of(others.composite(relation))
                : Optional.empty();
    }

    /** All composite types that stand alone, in order of name. */
    public Collection<CompositeType> composites() {
        return store.all().stream()
                .filter(entry ->
                        entry instanceof RelationEntry relation && relation.kind == RelationEntry.Kind.COMPOSITE)
                .map(entry -> others.composite((RelationEntry) entry))
                .sorted(Comparator.comparing(CompositeType::name))
                .toList();
    }

    /** All functions, procedures and aggregates of a name. */
    public List<Routine> routines(QualifiedName name) {
        return store.routineNames().getOrDefault(name, List.of()).stream()
                .map(oid -> store.get(oid))
                .filter(RoutineEntry.class::isInstance)
                .map(entry -> others.routine((RoutineEntry) entry))
                .toList();
    }

    /** All functions, procedures and aggregates, in order of name. */
    public Collection<Routine> routines() {
        return store.all().stream()
                .filter(entry -> entry instanceof RoutineEntry routine && !routine.internal)
                .map(entry -> others.routine((RoutineEntry) entry))
                .sorted(Comparator.comparing(Routine::name).thenComparing(Routine::arguments))
                .toList();
    }

    /** Whether UPDATE and DELETE of a table are published, so that they need its replica identity. */
    public Publishing publishing(QualifiedName table) {
        return relation(table) instanceof RelationEntry entry
                ? folding.publications.of(entry)
                : new Publishing(null, false);
    }

    /** The direct partitions of a table, in order of name. */
    public List<QualifiedName> partitionsOf(QualifiedName table) {
        return childrenOf(table, true);
    }

    /** The tables that inherit from a table and are no partitions, in order of name. */
    public List<QualifiedName> inheritorsOf(QualifiedName table) {
        return childrenOf(table, false);
    }

    /** The tables, views, sequences (but those of identity columns) and composite types of a schema, in order of name. */
    public List<QualifiedName> relationsIn(String schema) {
        return store.relationNames().entrySet().stream()
                .filter(named -> named.getKey().schema().equals(schema))
                .filter(named -> {
                    Entry entry = store.get(named.getValue());
                    return entry instanceof RelationEntry
                            || (entry instanceof SequenceEntry sequence && !sequence.internal);
                })
                .map(named -> named.getKey())
                .sorted()
                .toList();
    }

    /** The partition that takes what no other does. */
    public Optional<Table> defaultPartition(QualifiedName table) {
        return partitionsOf(table).stream()
                .flatMap(partition -> table(partition).stream())
                .filter(Table::isDefaultPartition)
                .findFirst();
    }

    private List<QualifiedName> childrenOf(QualifiedName table, boolean partitions) {
        return relation(table) instanceof RelationEntry relation
                ? relation.children.stream()
                        .map(store::relation)
                        .filter(child -> child.isPartition() == partitions)
                        .map(child -> child.name)
                        .sorted()
                        .toList()
                : List.of();
    }

    /** The foreign keys that reference a table, but for those that partitions have because of the table above. */
    public List<Catalog.TableForeignKey> foreignKeysTo(QualifiedName table) {
        return relation(table) instanceof RelationEntry entry ? dependents.foreignKeysTo(entry) : List.of();
    }

    /**
     * The views, rules, policies, triggers, generated columns and routines with SQL bodies that need a relation, or one
     * column of it when one is named.
     */
    public List<Dependent> dependentsOf(QualifiedName relation, @Nullable String column) {
        return relation(relation) instanceof RelationEntry entry ? dependents.of(entry, column) : List.of();
    }
}
