package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import java.util.List;
import java.util.Optional;

/** DROP TABLE and CREATE TABLE of one name in one file. */
public final class DropAndRecreateTable implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-and-recreate-table", Needs.SQL, Severity.ERROR)
            .detects("CREATE TABLE of a name that the same file has dropped before, so that the table starts empty.")
            .cost("the rows are lost, on every run")
            .losesData()
            .safe("Alter the table, or make it under a new name, copy the rows, and swap the names in one transaction.")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        Optional<RangeVar> made = made(statement);
        if (made.isEmpty()
                || Trees.isTemporary(made.get())
                || statement.migration().migration().kind() == Migration.Kind.SCHEMA_DUMP) {
            return;
        }
        QualifiedName name = statement.state().resolve(made.get());
        List<Step> steps = statement.migration().steps();
        if (steps.stream().noneMatch(step -> step.tree() instanceof DropStmt)) {
            return;
        }
        int dropped = -1;
        for (Step step : steps) {
            if (isCreated(statement, step, name)) {
                return;
            }
            if (step.tree() instanceof DropStmt drop
                    && drop.removeType() == ObjectType.OBJECT_TABLE
                    && drop.objects().stream()
                            .anyMatch(object -> statement
                                    .state()
                                    .resolve(Trees.nameParts(object))
                                    .equals(name))) {
                dropped = step.number();
            }
        }
        if (dropped >= 0 && !isRenamedTo(steps, name)) {
            report.found(
                            statement,
                            "Table " + name + " is dropped above and made again without its rows, each time the file"
                                    + " is run")
                    .at(made.get().location())
                    .about(name.toString());
        }
    }

    private static Optional<RangeVar> made(StatementContext statement) {
        if (statement.tree() instanceof CreateStmt create && create.partbound() == null) {
            return Optional.ofNullable(create.relation());
        }
        return Optional.empty();
    }

    /** Whether the dropped one was made by the file, too. */
    private static boolean isCreated(StatementContext statement, Step step, QualifiedName name) {
        RangeVar made = step.tree() instanceof CreateStmt create
                ? create.relation()
                : step.tree() instanceof CreateTableAsStmt create && create.into() != null
                        ? create.into().rel()
                        : null;
        return made != null && statement.state().resolve(made).equals(name);
    }

    private static boolean isRenamedTo(List<Step> steps, QualifiedName name) {
        return steps.stream()
                .anyMatch(step -> step.tree() instanceof RenameStmt rename
                        && rename.renameType() == ObjectType.OBJECT_TABLE
                        && name.name().equals(rename.newname()));
    }
}
