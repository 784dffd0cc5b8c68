package dev.pgwright.locks;

import dev.pgwright.catalog.AttachedIndex;
import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The relations of a live database, so that the table of locks can be proved apart from the folding of schemas. */
final class CatalogRelations extends Relations {
    private final Catalog catalog;
    private final int version;
    private final List<String> path;
    private final Map<QualifiedName, Table> tables = new HashMap<>();
    private final Map<QualifiedName, View> views = new HashMap<>();
    private final Map<QualifiedName, RelationIndex> byName = new HashMap<>();

    CatalogRelations(Catalog catalog, int version, List<String> path) {
        this.catalog = catalog;
        this.version = version;
        this.path = path;
        catalog.tables().forEach(table -> tables.put(table.name(), table));
        catalog.views().forEach(view -> views.put(view.name(), view));
    }

    @Override
    int version() {
        return version;
    }

    @Override
    Collection<Table> tables() {
        return catalog.tables();
    }

    @Override
    Collection<View> views() {
        return catalog.views();
    }

    @Override
    Optional<Sequence> sequence(QualifiedName name) {
        return catalog.sequences().stream()
                .filter(sequence -> sequence.name().equals(name))
                .findFirst();
    }

    @Override
    Optional<SelectStmt> query(View view) {
        return Expressions.query(view.query());
    }

    @Override
    List<QualifiedName> viewsOn(QualifiedName relation, @Nullable String column) {
        return views().stream()
                .filter(view -> reads(view, relation, column))
                .map(View::name)
                .toList();
    }

    private boolean reads(View view, QualifiedName relation, @Nullable String column) {
        Optional<SelectStmt> query = query(view);
        if (query.isEmpty()) {
            return false;
        }
        boolean named = Nodes.all(query.get(), RangeVar.class).stream()
                .anyMatch(range -> resolve(range).equals(relation));
        return named && (column == null || Expressions.mentions(query.get(), column));
    }

    @Override
    List<QualifiedName> defaultsOf(QualifiedName sequence) {
        return tables().stream()
                .filter(table -> table.columns().stream()
                        .anyMatch(column -> column.defaultExpression() != null
                                && Expressions.parse(column.defaultExpression())
                                        .filter(tree ->
                                                Sequences.named(tree, this).contains(sequence))
                                        .isPresent()))
                .map(Table::name)
                .toList();
    }

    @Override
    List<ColumnName> columnsOf(QualifiedName type) {
        return tables().stream()
                .flatMap(table -> table.columns().stream()
                        .filter(column -> isOf(column.type(), type))
                        .map(column -> new ColumnName(table.name(), column.name())))
                .toList();
    }

    @Override
    List<QualifiedName> domainsOver(QualifiedName type) {
        return catalog.domains().stream()
                .filter(domain -> !domain.baseType().endsWith("]") && isOf(domain.baseType(), type))
                .map(DomainType::name)
                .toList();
    }

    private boolean isOf(String written, QualifiedName type) {
        return Expressions.parse("null::" + written)
                .filter(tree -> tree instanceof TypeCast cast
                        && cast.typeName() != null
                        && resolve(Nodes.names(cast.typeName().names())).equals(type))
                .isPresent();
    }

    @Override
    List<QualifiedName> tablesOf(QualifiedName type) {
        return tables().stream()
                .filter(table -> type.equals(table.settings().ofType()))
                .map(Table::name)
                .toList();
    }

    @Override
    List<QualifiedName> triggersOf(QualifiedName function) {
        List<QualifiedName> found = new ArrayList<>();
        tables().stream()
                .filter(table -> table.triggers().stream().anyMatch(trigger -> calls(trigger, function)))
                .forEach(table -> found.add(table.name()));
        views().stream()
                .filter(view -> view.triggers().stream().anyMatch(trigger -> calls(trigger, function)))
                .forEach(view -> found.add(view.name()));
        return found;
    }

    private boolean calls(Trigger trigger, QualifiedName function) {
        return Expressions.statement(trigger.definition()) instanceof CreateTrigStmt made
                && resolve(Nodes.names(made.funcname())).equals(function);
    }

    @Override
    List<QualifiedName> relationsIn(String schema) {
        return Stream.of(
                        tables().stream().map(Table::name),
                        views().stream().map(View::name),
                        catalog.sequences().stream().map(Sequence::name),
                        catalog.composites().stream().map(CompositeType::name))
                .flatMap(names -> names)
                .filter(name -> name.schema().equals(schema))
                .toList();
    }

    @Override
    List<QualifiedName> ownedSequences(QualifiedName table, @Nullable String column) {
        return catalog.sequences().stream()
                .filter(sequence -> sequence.ownedBy() != null
                        && sequence.ownedBy().relation().equals(table)
                        && (column == null || sequence.ownedBy().column().equals(column)))
                .map(Sequence::name)
                .toList();
    }

    @Override
    List<Catalog.TableForeignKey> keysTo(QualifiedName name) {
        return tables().stream()
                .flatMap(table -> table.foreignKeys().stream()
                        .filter(key -> key.referenced().equals(name))
                        .map(key -> new Catalog.TableForeignKey(table, key)))
                .toList();
    }

    @Override
    Optional<Table> table(QualifiedName name) {
        return Optional.ofNullable(tables.get(name));
    }

    @Override
    Optional<View> view(QualifiedName name) {
        return Optional.ofNullable(views.get(name));
    }

    @Override
    Optional<DomainType> domain(QualifiedName name) {
        return catalog.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst();
    }

    @Override
    Optional<CompositeType> composite(QualifiedName name) {
        return catalog.composites().stream()
                .filter(type -> type.name().equals(name))
                .findFirst();
    }

    @Override
    List<Routine> routines(QualifiedName name) {
        return catalog.routines().stream()
                .filter(routine -> routine.name().equals(name))
                .toList();
    }

    @Override
    boolean isSequence(QualifiedName name) {
        return sequence(name).isPresent()
                || tables().stream()
                        .anyMatch(table -> identitySequences(table.name(), null).contains(name));
    }

    @Override
    boolean isType(QualifiedName name) {
        return domain(name).isPresent()
                || composite(name).isPresent()
                || table(name).isPresent()
                || catalog.enums().stream().anyMatch(type -> type.name().equals(name))
                || catalog.ranges().stream().anyMatch(type -> type.name().equals(name));
    }

    @Override
    boolean isIncomplete() {
        return false;
    }

    @Override
    boolean mayBeUnknownType(QualifiedName name) {
        return false;
    }

    @Override
    Optional<String> definition(DefinedObject.Kind kind, String identity) {
        return catalog.objects().stream()
                .filter(object -> object.kind() == kind && object.identity().equals(identity))
                .flatMap(object -> object.definition().stream())
                .findFirst();
    }

    @Override
    QualifiedName resolve(RangeVar name) {
        return resolve(name.schemaname(), String.valueOf(name.relname()));
    }

    @Override
    QualifiedName resolve(List<String> parts) {
        int last = parts.size() - 1;
        return resolve(last > 0 ? parts.get(last - 1) : null, last < 0 ? "" : parts.get(last));
    }

    private QualifiedName resolve(@Nullable String schema, String name) {
        if (schema != null) {
            return QualifiedName.of(schema, name);
        }
        for (String searched : path) {
            QualifiedName candidate = QualifiedName.of(searched, name);
            if (exists(candidate) || isType(candidate) || !routines(candidate).isEmpty()) {
                return candidate;
            }
        }
        return QualifiedName.of(path.get(0), name);
    }

    @Override
    List<QualifiedName> directChildren(QualifiedName name) {
        return tables().stream()
                .filter(table -> table.inherits().contains(name) || name.equals(parentOf(table)))
                .map(Table::name)
                .toList();
    }

    @Override
    Optional<RelationIndex> index(QualifiedName name) {
        if (byName.isEmpty()) {
            Stream.concat(tables().stream().map(Table::name), views().stream().map(View::name))
                    .flatMap(relation -> indexes().of(relation).stream())
                    .forEach(index -> byName.put(index.name(), index));
        }
        return Optional.ofNullable(byName.get(name));
    }

    @Override
    List<RelationIndex> indexesOf(QualifiedName relation) {
        List<RelationIndex> found = new ArrayList<>();
        view(relation).ifPresent(view -> view.indexes().forEach(index -> found.add(plain(relation, index))));
        Optional<Table> table = table(relation);
        if (table.isEmpty()) {
            return found;
        }
        table.get().indexes().forEach(index -> found.add(plain(relation, index)));
        for (Constraint constraint : table.get().constraints()) {
            ofConstraint(relation, constraint).ifPresent(found::add);
        }
        parent(relation).ifPresent(parent -> inherited(table.get(), parent, found));
        return found;
    }

    private static RelationIndex plain(QualifiedName relation, Index index) {
        return new RelationIndex(
                QualifiedName.of(relation.schema(), index.name()),
                relation,
                index.elements(),
                index.include(),
                index.predicate(),
                index.unique(),
                null,
                false,
                index.parent());
    }

    private static Optional<RelationIndex> ofConstraint(QualifiedName relation, Constraint constraint) {
        List<IndexElement> elements;
        List<String> include;
        String predicate = null;
        boolean primary = false;
        if (constraint instanceof Constraint.PrimaryKey key) {
            elements = key.columns().stream().map(IndexElement::column).toList();
            include = key.include();
            primary = true;
        } else if (constraint instanceof Constraint.Unique key) {
            elements = key.columns().stream().map(IndexElement::column).toList();
            include = key.include();
        } else if (constraint instanceof Constraint.Exclusion exclusion) {
            elements = exclusion.elements().stream()
                    .map(Constraint.Exclusion.Element::element)
                    .toList();
            include = exclusion.include();
            predicate = exclusion.predicate();
        } else {
            return Optional.empty();
        }
        boolean unique = !(constraint instanceof Constraint.Exclusion);
        return Optional.of(new RelationIndex(
                QualifiedName.of(relation.schema(), constraint.name()),
                relation,
                elements,
                include,
                predicate,
                unique,
                constraint.name(),
                primary,
                null));
    }

    /** What the partition has of the table above; the catalog names only those with a name of their own. */
    private void inherited(Table table, QualifiedName parent, List<RelationIndex> found) {
        for (RelationIndex root : indexesOf(parent)) {
            boolean own = found.stream()
                    .anyMatch(index ->
                            root.name().equals(index.root()) || (root.constraint() != null && sameKey(index, root)));
            boolean invalid = table(parent).stream()
                    .flatMap(above -> above.indexes().stream())
                    .anyMatch(index -> index.name().equals(root.name().name()) && !index.valid());
            if (own || invalid) {
                continue;
            }
            String name = table.attachedIndexes().stream()
                    .filter(attached ->
                            attached.root().equals(rootmost(root).name().name()))
                    .map(AttachedIndex::name)
                    .findFirst()
                    .orElseGet(() -> usualName(table.name(), root));
            found.add(new RelationIndex(
                    QualifiedName.of(table.name().schema(), name),
                    table.name(),
                    root.elements(),
                    root.include(),
                    root.predicate(),
                    root.unique(),
                    root.constraint() == null ? null : name,
                    root.primary(),
                    root.name()));
        }
    }

    /** A constraint of a partition that is written out is the part of the same one above. */
    private static boolean sameKey(RelationIndex index, RelationIndex root) {
        return index.constraint() != null
                && index.primary() == root.primary()
                && index.keyNames().equals(root.keyNames());
    }

    private RelationIndex rootmost(RelationIndex index) {
        RelationIndex root = index;
        while (root.root() != null) {
            Optional<RelationIndex> above = index(root.root());
            if (above.isEmpty()) {
                break;
            }
            root = above.get();
        }
        return root;
    }

    private static String usualName(QualifiedName partition, RelationIndex root) {
        if (root.primary()) {
            return ObjectNames.of(partition.name(), "pkey");
        }
        List<String> columns = new ArrayList<>();
        root.elements().forEach(element -> columns.add(element.expression() ? "expr" : element.key()));
        columns.addAll(root.include());
        String label = root.constraint() == null ? "idx" : root.unique() ? "key" : "excl";
        return ObjectNames.of(partition.name(), ObjectNames.ofIndexColumns(columns), label);
    }
}
