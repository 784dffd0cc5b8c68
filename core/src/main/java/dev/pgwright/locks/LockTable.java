package dev.pgwright.locks;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What statements lock, rewrite and read in PostgreSQL 14 to 18. The rows are in {@link ColumnForm} and its siblings;
 * LockFormsTest runs every one of them on real servers and compares relation by relation.
 */
public final class LockTable {
    private LockTable() {}

    /** The table: every form of a statement that touches a relation, in the order of the documentation. */
    public static List<LockForm> forms() {
        List<LockForm> rows = new ArrayList<>();
        all().forEach(form -> rows.addAll(form.rows()));
        return List.copyOf(rows);
    }

    static Stream<Form> all() {
        return Stream.of(
                        ColumnForm.values(),
                        ConstraintForm.values(),
                        TableForm.values(),
                        PartitionForm.values(),
                        IndexForm.values(),
                        ObjectForm.values(),
                        QueryForm.values())
                .flatMap(Stream::of);
    }

    /**
     * What a statement does to the relations that exist before it.
     *
     * @param state before the statement; its version says which rows of the table hold
     */
    public static StatementEffects effects(Statement statement, SchemaState state) {
        return effects(statement.tree(), new FoldedRelations(state));
    }

    /**
     * What one action of an ALTER TABLE does by itself, without the others of its statement.
     *
     * @param state before the statement
     */
    public static StatementEffects effects(AlterTableStmt statement, AlterTableCmd action, SchemaState state) {
        AlterTableStmt alone =
                new AlterTableStmt(statement.relation(), List.of(action), statement.objtype(), statement.missingOk());
        return effects(alone, new FoldedRelations(state));
    }

    /** Whether a statement may be in a transaction, as far as it says so by itself, whatever the schema. */
    public static Transactionality transactions(Statement statement, int version) {
        return effects(statement, SchemaFold.empty(version).state()).transactions();
    }

    static StatementEffects effects(Node tree, Relations relations) {
        Effects effects = new Effects(relations);
        new Statements(effects).collect(tree);
        return effects.result();
    }
}
