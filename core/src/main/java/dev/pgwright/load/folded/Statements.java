package dev.pgwright.load.folded;

import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.AlterSeqStmt;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;

/** Hands each statement to what folds its kind; a refused statement changes nothing. */
final class Statements {
    private final Folding folding;
    private final Store store;
    private final Session session;
    private final Sequences sequences;
    private final Indexes indexes;
    private final ColumnAlterer columnAlterer;
    private final Tables tables;
    private final TableAlterer tableAlterer;
    private final Triggers triggers;
    private final Drops drops;
    private final Renames renames;
    private final Schemas schemas;

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
        this.tableAlterer = new TableAlterer(folding, columnAlterer, new SettingAlterer(folding, parents), constraints);
        this.drops = new Drops(folding);
        this.renames = new Renames(folding);
        this.schemas = new Schemas(folding, this::fold);
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
        } catch (Refusal refusal) {
            store.undoTo(mark);
            folding.add(refusal);
        }
        session.afterStatement();
    }

    private void fold(Node tree) {
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
            session.select(statement);
        } else if (!Harmless.is(tree)) {
            folding.notFollowed("", "this kind of statement is not followed");
        }
    }
}
