package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterEnumStmt;

/** RENAME VALUE of an enumeration that is in use. */
public final class RenameEnumValue implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("rename-enum-value", Needs.SQL, Severity.ERROR)
            .detects("ALTER TYPE ... RENAME VALUE of an enumeration that was there before the migration.")
            .cost("no lock on tables; statements with the old value fail at once")
            .safe(
                    "Add the new value in a migration of its own, let the code accept both, move the rows in batches, and leave"
                            + " the old value unused.")
            .seed("Migration Safety: renaming -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof AlterEnumStmt alter) || alter.oldVal() == null || alter.newVal() == null) {
            return;
        }
        QualifiedName type = statement.state().resolve(Nodes.names(alter.typeName()));
        String old = alter.oldVal();
        boolean added = statement.migration().steps().stream()
                .anyMatch(step ->
                        step.tree() instanceof AlterEnumStmt add && add.oldVal() == null && old.equals(add.newVal()));
        if (!statement.migration().isNewType(type) && !added) {
            report.found(
                            statement,
                            "Code that writes or compares the value '" + alter.oldVal() + "' of " + type
                                    + " fails from the moment it is called '" + alter.newVal()
                                    + "', and readers meet a value that they do not know")
                    .about(type.toString());
        }
    }
}
