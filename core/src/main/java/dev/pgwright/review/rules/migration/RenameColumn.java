package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
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
}
