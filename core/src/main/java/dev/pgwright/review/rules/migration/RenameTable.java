package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.Optional;
import java.util.Set;

/** RENAME of a table or view that is in use. */
public final class RenameTable implements StatementRule {
    private static final Set<ObjectType> KINDS = Set.of(
            ObjectType.OBJECT_TABLE,
            ObjectType.OBJECT_VIEW,
            ObjectType.OBJECT_MATVIEW,
            ObjectType.OBJECT_FOREIGN_TABLE);

    private static final RuleInfo INFO = RuleInfo.migration("rename-table", Needs.SQL, Severity.ERROR)
            .detects(
                    "RENAME of a table or view that was there before the migration, when nothing takes over the old name.")
            .cost("ACCESS EXCLUSIVE, brief; queries that use the old name fail at once")
            .safe(
                    "Keep the name; if it has to change, expand and contract: make the new table, write both, copy the rows in"
                            + " batches, move the readers, and drop the old table in a later release.")
            .seed("Migration Safety: renaming -> expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof RenameStmt rename)
                || !KINDS.contains(rename.renameType())
                || rename.relation() == null) {
            return;
        }
        Optional<QualifiedName> renamed = statement
                .existing(rename.relation())
                .filter(relation -> !rename.missingOk() || statement.mayBeThere(relation))
                .filter(relation -> !isOther(statement, relation));
        if (renamed.isPresent() && !isTakenOver(statement, renamed.get())) {
            report.found(
                            statement,
                            "Code that names " + renamed.get() + " fails from the moment it is called "
                                    + rename.newname())
                    .on(renamed.get())
                    .whateverTheSize();
        }
    }

    /** ALTER TABLE renames indexes and sequences as well. */
    private static boolean isOther(StatementContext statement, QualifiedName relation) {
        return statement.state().index(relation).isPresent()
                || statement.state().sequence(relation).isPresent();
    }

    /** Whether a later statement gives the old name to something else, as in a swap of two tables. */
    private static boolean isTakenOver(StatementContext statement, QualifiedName old) {
        return statement.later().stream().anyMatch(later -> {
            if (later.tree() instanceof RenameStmt rename) {
                return KINDS.contains(rename.renameType()) && old.name().equals(rename.newname());
            }
            RangeVar made = null;
            if (later.tree() instanceof CreateStmt create) {
                made = create.relation();
            } else if (later.tree() instanceof ViewStmt view) {
                made = view.view();
            } else if (later.tree() instanceof CreateTableAsStmt create && create.into() != null) {
                made = create.into().rel();
            }
            return made != null
                    && old.name().equals(made.relname())
                    && (made.schemaname() == null || old.schema().equals(made.schemaname()));
        });
    }
}
