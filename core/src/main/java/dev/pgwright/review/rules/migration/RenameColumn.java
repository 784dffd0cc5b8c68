package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;

/** RENAME COLUMN of a table or view that is in use. */
public final class RenameColumn implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("rename-column", Needs.SQL, Severity.ERROR)
            .detects("RENAME COLUMN on a table or view that was there before the migration.")
            .cost("ACCESS EXCLUSIVE, brief; queries that use the old name fail at once")
            .safe(
                    "Expand and contract: add a column with the new name, write both, fill the old rows in batches, move the"
                            + " readers, and drop the old column in a later release.")
            .seed("Migration Safety: renaming column -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof RenameStmt rename)
                || rename.renameType() != ObjectType.OBJECT_COLUMN
                || rename.relation() == null
                || rename.subname() == null) {
            return;
        }
        String old = rename.subname();
        statement
                .existing(rename.relation())
                .filter(relation -> !rename.missingOk() || statement.mayBeThere(relation))
                .filter(relation -> !statement.migration().isNewColumn(relation, old))
                .filter(relation -> !isSwap(statement, relation, old, String.valueOf(rename.newname())))
                .ifPresent(relation -> report.found(
                                statement,
                                "Code that names column " + old + " of " + relation
                                        + " fails from the moment it is called " + rename.newname())
                        .on(relation)
                        .whateverTheSize()
                        .advice("Add a column " + rename.newname() + ", let the code write both, fill it in batches"
                                + " for the old rows, let the code read " + rename.newname() + ", and drop " + old
                                + " in a later release."));
    }

    /** Whether the old name goes on to mean a column, or the new one did so before. */
    private static boolean isSwap(StatementContext statement, QualifiedName relation, String old, String name) {
        boolean given = WholeFile.actions(statement, relation)
                .anyMatch(action -> action.subtype() == AlterTableType.AT_DropColumn && name.equals(action.name()));
        boolean away = WholeFile.trees(statement)
                .anyMatch(tree -> tree instanceof RenameStmt other
                        && other.renameType() == ObjectType.OBJECT_COLUMN
                        && name.equals(other.subname())
                        && other.relation() != null
                        && statement.state().resolve(other.relation()).equals(relation));
        return given || away || WholeFile.isTakenOver(statement, relation, old);
    }
}
