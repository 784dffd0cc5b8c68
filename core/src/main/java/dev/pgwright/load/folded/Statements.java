package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.AlterDefaultPrivilegesStmt;
import dev.pgwright.sql.tree.AlterDomainStmt;
import dev.pgwright.sql.tree.AlterEnumStmt;
import dev.pgwright.sql.tree.AlterExtensionStmt;
import dev.pgwright.sql.tree.AlterFunctionStmt;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.AlterOwnerStmt;
import dev.pgwright.sql.tree.AlterPolicyStmt;
import dev.pgwright.sql.tree.AlterSeqStmt;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.ClusterStmt;
import dev.pgwright.sql.tree.CommentStmt;
import dev.pgwright.sql.tree.CompositeTypeStmt;
import dev.pgwright.sql.tree.CreateCastStmt;
import dev.pgwright.sql.tree.CreateDomainStmt;
import dev.pgwright.sql.tree.CreateEnumStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.CreateRangeStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.DefineStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.DropOwnedStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ExecuteStmt;
import dev.pgwright.sql.tree.GrantStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ReassignOwnedStmt;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.RuleStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import dev.pgwright.sql.tree.ViewStmt;

/** Hands each statement to what folds its kind; a refused statement changes nothing. */
final class Statements {
    private final Folding folding;
    private final Store store;
    private final Session session;
    private final Sequences sequences;
    private final Indexes indexes;
    private final ColumnAlterer columnAlterer;
    private final Tables tables;
    private final SettingAlterer settings;
    private final TableAlterer tableAlterer;
    private final Triggers triggers;
    private final Drops drops;
    private final Renames renames;
    private final Schemas schemas;
    private final Views views;
    private final UserTypes userTypes;
    private final RoutineMaker routines;
    private final Parts parts;
    private final Comments comments;
    private final Others others;
    private final DoBlocks doBlocks;
    private final Privileges privileges;
    private final Owners owners;
    private final RoutineOptions routineOptions;

    Statements(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.session = new Session(folding);
        this.sequences = new Sequences(folding);
        this.indexes = new Indexes(folding);
        Constraints constraints = new Constraints(folding, indexes);
        Columns columns = new Columns(folding, sequences, constraints);
        this.triggers = new Triggers(folding);
        this.tables = new Tables(folding, columns, indexes, triggers);
        this.columnAlterer = new ColumnAlterer(folding, columns, sequences);
        Parents parents = new Parents(folding, constraints, indexes, tables, triggers);
        this.settings = new SettingAlterer(folding, parents);
        this.tableAlterer = new TableAlterer(folding, columnAlterer, settings, constraints);
        this.drops = new Drops(folding);
        this.renames = new Renames(folding);
        this.views = new Views(folding, columns);
        this.userTypes = new UserTypes(folding, columns);
        this.routines = new RoutineMaker(folding);
        this.parts = new Parts(folding);
        this.comments = new Comments(folding);
        this.doBlocks = new DoBlocks(folding, this::fold);
        this.others = new Others(folding, routines);
        this.schemas = new Schemas(folding, this::fold);
        this.privileges = new Privileges(folding);
        this.owners = new Owners(folding);
        this.routineOptions = new RoutineOptions(folding);
    }

    Session session() {
        return session;
    }

    void apply(Node tree) {
        if (tree instanceof TransactionStmt transaction) {
            session.transaction(transaction);
            return;
        }
        int mark = store.mark();
        columnAlterer.start();
        try {
            fold(tree);
            folding.publications.note(tree);
        } catch (Refusal refusal) {
            store.undoTo(mark);
            folding.add(refusal);
        }
        session.afterStatement();
    }

    private void fold(Node tree) {
        if (tree instanceof CreateCastStmt
                || (tree instanceof DefineStmt definition && definition.kind() == ObjectType.OBJECT_OPERATOR)) {
            folding.unknowns.moreOperators();
        }
        if (tree instanceof CreateStmt statement) {
            tables.create(statement);
        } else if (tree instanceof CreateForeignTableStmt statement) {
            tables.createForeign(statement);
        } else if (tree instanceof AlterTableStmt statement) {
            tableAlterer.alter(statement);
        } else if (tree instanceof IndexStmt statement) {
            indexes.create(statement);
        } else if (tree instanceof CreateSeqStmt statement) {
            sequences.create(statement);
        } else if (tree instanceof AlterSeqStmt statement) {
            sequences.alter(statement);
        } else if (tree instanceof DropStmt statement) {
            drops.drop(statement);
        } else if (tree instanceof RenameStmt statement) {
            renames.rename(statement);
        } else if (tree instanceof AlterObjectSchemaStmt statement) {
            renames.move(statement);
        } else if (tree instanceof CreateSchemaStmt statement) {
            schemas.create(statement);
        } else if (tree instanceof CreateTrigStmt statement) {
            triggers.create(statement);
        } else if (tree instanceof VariableSetStmt statement) {
            session.set(statement);
        } else if (tree instanceof SelectStmt statement) {
            select(statement);
        } else if (Harmless.is(tree)) {
            NamedRelations.missing(tree, folding).ifPresent(relation -> {
                throw folding.missing(relation);
            });
        } else if (!foldType(tree) && !foldOther(tree)) {
            folding.notFollowed("", "this kind of statement is not followed");
        }
    }

    private void select(SelectStmt statement) {
        session.select(statement);
        if (statement.intoClause() != null) {
            views.create(statement.intoClause(), statement, false, false);
        }
        if (Programs.mayChangeSchema(statement, folding)) {
            opaque("a function is called that may change the schema");
        }
    }

    private void opaque(String message) {
        folding.unknowns.everything();
        folding.notFollowed("", message);
    }

    private boolean foldType(Node tree) {
        if (tree instanceof CreateEnumStmt statement) {
            userTypes.create(statement);
        } else if (tree instanceof AlterEnumStmt statement) {
            userTypes.alter(statement);
        } else if (tree instanceof CreateDomainStmt statement) {
            userTypes.create(statement);
        } else if (tree instanceof AlterDomainStmt statement) {
            userTypes.alter(statement);
        } else if (tree instanceof CompositeTypeStmt statement) {
            userTypes.create(statement);
        } else if (tree instanceof CreateRangeStmt statement) {
            userTypes.create(statement);
        } else if (tree instanceof ViewStmt statement) {
            views.create(statement);
        } else if (tree instanceof CreateTableAsStmt statement) {
            views.createTableAs(statement);
        } else if (tree instanceof CreateFunctionStmt statement) {
            routines.create(statement);
        } else if (tree instanceof RuleStmt statement) {
            parts.create(statement);
        } else if (tree instanceof CreatePolicyStmt statement) {
            parts.create(statement);
        } else if (tree instanceof AlterPolicyStmt statement) {
            parts.alter(statement);
        } else if (tree instanceof CommentStmt statement) {
            comments.comment(statement);
        } else if (tree instanceof CreateExtensionStmt statement) {
            others.create(statement);
        } else if (tree instanceof DefineStmt statement) {
            others.define(statement);
        } else {
            return false;
        }
        return true;
    }

    private boolean foldOther(Node tree) {
        if (tree instanceof DoStmt) {
            if (!doBlocks.follow(folding.statementText())) {
                opaque("what a DO block does is not followed");
            }
        } else if (tree instanceof CallStmt) {
            opaque("what a procedure does is not followed");
        } else if (tree instanceof ExecuteStmt) {
            opaque("what a prepared statement does is not followed");
        } else if (tree instanceof DropOwnedStmt) {
            opaque("what a role owns is not followed");
        } else if (tree instanceof GrantStmt statement) {
            privileges.grant(statement);
        } else if (tree instanceof AlterDefaultPrivilegesStmt statement) {
            privileges.alterDefaults(statement);
        } else if (tree instanceof AlterOwnerStmt statement) {
            owners.alter(statement);
        } else if (tree instanceof ReassignOwnedStmt statement) {
            owners.reassign(statement);
        } else if (tree instanceof AlterFunctionStmt statement) {
            routineOptions.alter(statement);
        } else if (tree instanceof AlterExtensionStmt) {
            folding.notFollowed("", "what a new version of an extension brings is not followed");
        } else if (tree instanceof RefreshMatViewStmt statement) {
            if (statement.relation() != null && folding.relation(statement.relation()) instanceof RelationEntry view) {
                store.touch(view).populated = !statement.skipData();
            }
        } else if (tree instanceof ClusterStmt statement) {
            settings.cluster(statement);
        } else {
            return false;
        }
        return true;
    }
}
