package dev.pgwright.review;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.migrate.plan.Change;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A statement under review, the schema just before it, and the answers to what rules keep asking. */
public final class StatementContext {
    private final Step step;
    private final MigrationContext migration;
    private final SchemaState state;
    /** Most rules ask for these, so that they are made once. */
    private @Nullable List<AlterAction> alterations;

    private @Nullable List<TableChange> changes;

    StatementContext(Step step, MigrationContext migration, SchemaState state) {
        this.step = step;
        this.migration = migration;
        this.state = state;
    }

    public Step step() {
        return step;
    }

    public Node tree() {
        return step.tree();
    }

    public Span span() {
        return step.span();
    }

    /** The SQL that spans are offsets of. */
    public SourceFile source() {
        return migration.source();
    }

    /** The migration, with the steps before this one. */
    public MigrationContext migration() {
        return migration;
    }

    /** The schema just before the statement. Read it at once: it goes on to the next statement. */
    public SchemaState state() {
        return state;
    }

    /** The statement, for the strategies that give it a safe form. */
    public Change change() {
        return new Change(step.statement(), source().text(), state);
    }

    public StatementEffects effects() {
        return step.effects();
    }

    /** What a database's planner expects of it, if one was asked. */
    public Optional<PlannedChange> planned() {
        return migration.planned(step.statement());
    }

    public DatabaseFacts facts() {
        return migration.facts();
    }

    /** The major version of PostgreSQL that the statement is judged for. */
    public int version() {
        return state.version();
    }

    public boolean inTransaction() {
        return step.inTransaction();
    }

    /** Whether the migration itself made the relation, so that nobody else can be using it. */
    public boolean isNew(QualifiedName relation) {
        return migration.isNew(relation);
    }

    /** The name of a relation that was there before the migration; empty for one that it made, and for temporary ones. */
    public Optional<QualifiedName> existing(RangeVar relation) {
        if (relation == null || Trees.isTemporary(relation)) {
            return Optional.empty();
        }
        QualifiedName name = state.resolve(relation);
        return isNew(name) || migration.isTemporary(name) ? Optional.empty() : Optional.of(name);
    }

    /** The same of a name in parts, as DROP and others give it. */
    public Optional<QualifiedName> existing(List<String> parts) {
        QualifiedName name = state.resolve(parts);
        return isNew(name) || migration.isTemporary(name) ? Optional.empty() : Optional.of(name);
    }

    /** Whether a relation is there for all that is known: it is, or not all of the schema is known. */
    public boolean mayBeThere(QualifiedName relation) {
        return state.isRelation(relation) || isPartlyKnown();
    }

    /** Whether there may be objects that no statement shows. */
    public boolean isPartlyKnown() {
        return migration.isAlone() || state.isIncomplete();
    }

    /** The statements of the migration behind this one. */
    public List<Statement> later() {
        List<Statement> all = migration.parsed().statements();
        return all.subList(Math.min(step.number() + 1, all.size()), all.size());
    }

    /** The PL/pgSQL of a DO block, function or procedure. */
    public Optional<RoutineBody> body() {
        return migration.body(step.statement());
    }

    /** The same when the word, in lower case, may stand in it; else it is not even parsed. */
    public Optional<RoutineBody> bodyWith(String word) {
        return migration.bodyWith(word, step.statement());
    }

    /** The changes of rows that it makes, those in a DO block included. */
    public List<TableChange> tableChanges() {
        if (changes == null) {
            changes = TableChange.of(this);
        }
        return changes;
    }

    /** The actions of ALTER TABLE on a table that was there before the migration, in order. */
    public List<AlterAction> alterations() {
        if (alterations == null) {
            alterations = actions();
        }
        return alterations;
    }

    private List<AlterAction> actions() {
        if (!(tree() instanceof AlterTableStmt alter)
                || alter.relation() == null
                || !(alter.objtype() == ObjectType.OBJECT_TABLE
                        || alter.objtype() == ObjectType.OBJECT_FOREIGN_TABLE)) {
            return List.of();
        }
        Optional<QualifiedName> table = existing(alter.relation());
        if (table.isEmpty()) {
            return List.of();
        }
        List<AlterAction> actions = new ArrayList<>();
        for (Node command : alter.cmds()) {
            if (command instanceof AlterTableCmd action) {
                actions.add(new AlterAction(this, alter, action, actions.size(), table.get()));
            }
        }
        return actions;
    }

    /** Those of one kind. */
    public List<AlterAction> alterations(AlterTableType kind) {
        return alterations().stream()
                .filter(action -> action.command().subtype() == kind)
                .toList();
    }
}
