package dev.pgwright.locks;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.CompositeType;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.DomainType;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The relations of a folded schema. */
final class FoldedRelations extends Relations {
    private final SchemaState state;

    FoldedRelations(SchemaState state) {
        this.state = state;
    }

    @Override
    int version() {
        return Math.max(FormRow.OLDEST, Math.min(FormRow.NEWEST, state.version()));
    }

    @Override
    Collection<Table> tables() {
        return state.tables();
    }

    @Override
    List<Catalog.TableForeignKey> keysTo(QualifiedName name) {
        return state.foreignKeysTo(name);
    }

    @Override
    Collection<View> views() {
        return state.views();
    }

    @Override
    Optional<Sequence> sequence(QualifiedName name) {
        return state.sequence(name);
    }

    @Override
    Optional<SelectStmt> query(View view) {
        return state.query(view.name()).flatMap(Expressions::query);
    }

    @Override
    List<QualifiedName> viewsOn(QualifiedName relation, @Nullable String column) {
        return state.uses().viewsOn(relation, column);
    }

    @Override
    List<QualifiedName> defaultsOf(QualifiedName sequence) {
        return state.uses().defaultsOf(sequence);
    }

    @Override
    List<ColumnName> columnsOf(QualifiedName type) {
        return state.uses().columnsOf(type);
    }

    @Override
    List<QualifiedName> domainsOver(QualifiedName type) {
        return state.uses().domainsOver(type);
    }

    @Override
    List<QualifiedName> tablesOf(QualifiedName type) {
        return state.uses().tablesOf(type);
    }

    @Override
    List<QualifiedName> triggersOf(QualifiedName function) {
        return state.uses().triggersOf(function);
    }

    @Override
    List<QualifiedName> relationsIn(String schema) {
        return state.relationsIn(schema);
    }

    @Override
    List<QualifiedName> ownedSequences(QualifiedName table, @Nullable String column) {
        return state.uses().sequencesOf(table, column);
    }

    @Override
    Optional<Table> table(QualifiedName name) {
        return state.table(name);
    }

    @Override
    Optional<View> view(QualifiedName name) {
        return state.view(name);
    }

    @Override
    Optional<DomainType> domain(QualifiedName name) {
        return state.domain(name);
    }

    @Override
    Optional<CompositeType> composite(QualifiedName name) {
        return state.composite(name);
    }

    @Override
    List<Routine> routines(QualifiedName name) {
        return state.routines(name);
    }

    @Override
    boolean isSequence(QualifiedName name) {
        return state.sequence(name).isPresent();
    }

    @Override
    boolean isType(QualifiedName name) {
        return state.isType(name);
    }

    @Override
    boolean isIncomplete() {
        return state.isIncomplete();
    }

    @Override
    boolean mayBeUnknownType(QualifiedName name) {
        return state.isIncomplete() && !state.isType(name) && !state.isBuiltinType(name.name());
    }

    @Override
    QualifiedName resolve(RangeVar name) {
        return state.resolve(name);
    }

    @Override
    QualifiedName resolve(List<String> parts) {
        return state.resolve(parts);
    }

    @Override
    List<QualifiedName> directChildren(QualifiedName name) {
        List<QualifiedName> children = new ArrayList<>(state.partitionsOf(name));
        children.addAll(state.inheritorsOf(name));
        return children;
    }

    @Override
    List<RelationIndex> indexesOf(QualifiedName relation) {
        return state.indexesOf(relation).stream().map(FoldedRelations::index).toList();
    }

    @Override
    Optional<RelationIndex> index(QualifiedName name) {
        return state.index(name).map(FoldedRelations::index);
    }

    /** What a statistics object or publication was made of is not folded. */
    @Override
    Optional<String> definition(DefinedObject.Kind kind, String identity) {
        return Optional.empty();
    }

    private static RelationIndex index(OwnedIndex owned) {
        Constraint constraint = owned.constraint();
        return new RelationIndex(
                owned.name(),
                owned.table(),
                owned.index().elements(),
                owned.index().include(),
                owned.index().predicate(),
                owned.index().unique(),
                constraint == null ? null : constraint.name(),
                constraint instanceof Constraint.PrimaryKey,
                owned.index().parent());
    }
}
