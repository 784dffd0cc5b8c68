package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements that cannot be run a second time. */
public final class MissingExistenceGuard implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("missing-existence-guard", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("CREATE, DROP or ADD COLUMN without IF [NOT] EXISTS in a file of several steps "
                    + "that commit apart, so that a run which stops half way cannot be repeated.")
            .safe("Guard the statement (but not CREATE INDEX CONCURRENTLY), or keep one such " + "statement in a file.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        long units = migration.steps().stream()
                .filter(step -> Statements.isDefinition(step.tree())
                        || !DataChange.of(step.tree()).isEmpty())
                .map(step -> step.transaction() == null ? (Object) step.number() : step.transaction())
                .distinct()
                .count();
        if (units < 2) {
            return;
        }
        for (Step step : migration.steps()) {
            unguarded(step)
                    .forEach(words -> report.found(
                            migration,
                            step,
                            words + ", and the file commits in " + units
                                    + " steps: if a later one fails, this one is refused the next time"));
        }
    }

    private static List<String> unguarded(Step step) {
        Node tree = step.tree();
        if (tree instanceof AlterTableStmt alter) {
            List<String> found = new ArrayList<>();
            for (Node node : alter.cmds()) {
                if (node instanceof AlterTableCmd action && !action.missingOk()) {
                    words(action).ifPresent(found::add);
                }
            }
            return found;
        }
        if (tree instanceof CreateStmt create && !create.ifNotExists()) {
            return List.of("CREATE TABLE has no IF NOT EXISTS");
        }
        if (tree instanceof IndexStmt index && !index.ifNotExists() && !index.concurrent() && index.idxname() != null) {
            return List.of("CREATE INDEX has no IF NOT EXISTS");
        }
        if (tree instanceof CreateSeqStmt create && !create.ifNotExists()) {
            return List.of("CREATE SEQUENCE has no IF NOT EXISTS");
        }
        if (tree instanceof CreateSchemaStmt create && !create.ifNotExists()) {
            return List.of("CREATE SCHEMA has no IF NOT EXISTS");
        }
        if (tree instanceof CreateExtensionStmt create && !create.ifNotExists()) {
            return List.of("CREATE EXTENSION has no IF NOT EXISTS");
        }
        if (tree instanceof CreateTableAsStmt create && !create.ifNotExists()) {
            return List.of("CREATE ... AS has no IF NOT EXISTS");
        }
        return tree instanceof DropStmt drop && !drop.missingOk() ? List.of("DROP has no IF EXISTS") : List.of();
    }

    private static Optional<String> words(AlterTableCmd action) {
        return switch (action.subtype()) {
            case AT_AddColumn -> Optional.of("ADD COLUMN has no IF NOT EXISTS");
            case AT_DropColumn -> Optional.of("DROP COLUMN has no IF EXISTS");
            case AT_DropConstraint -> Optional.of("DROP CONSTRAINT has no IF EXISTS");
            default -> Optional.empty();
        };
    }
}
