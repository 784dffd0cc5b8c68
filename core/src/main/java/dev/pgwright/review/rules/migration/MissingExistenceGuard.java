package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.AlterTableText;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.review.fix.Guards;
import dev.pgwright.source.Span;
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
            .fixable()
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
            List<Unguarded> found = unguarded(step.tree());
            for (Unguarded each : found) {
                Span part = each.action() < 0 ? step.span() : action(migration, step, each.action());
                report.found(
                                migration,
                                step,
                                each.form() + " has no " + each.guard() + ", and the file commits in " + units
                                        + " steps: if a later one fails, this one is refused the next time")
                        .fix(Guards.put(
                                migration,
                                step,
                                part,
                                each.guard(),
                                tree -> unguarded(tree).size() == found.size() - 1));
            }
        }
    }

    /**
     * What lacks its guard.
     *
     * @param form such as {@code CREATE TABLE}
     * @param guard IF EXISTS or IF NOT EXISTS
     * @param action the number of the action of ALTER TABLE; -1 for a statement
     */
    private record Unguarded(String form, String guard, int action) {
        static Unguarded create(String form) {
            return new Unguarded(form, "IF NOT EXISTS", -1);
        }
    }

    private static Span action(MigrationContext migration, Step step, int number) {
        return AlterTableText.of(step.span().of(migration.source().text()))
                .actions()
                .get(number)
                .plus(step.span().start());
    }

    private static List<Unguarded> unguarded(Node tree) {
        if (tree instanceof AlterTableStmt alter) {
            List<Unguarded> found = new ArrayList<>();
            for (int i = 0; i < alter.cmds().size(); i++) {
                if (alter.cmds().get(i) instanceof AlterTableCmd action && !action.missingOk()) {
                    of(action, i).ifPresent(found::add);
                }
            }
            return found;
        }
        if (tree instanceof CreateStmt create && !create.ifNotExists()) {
            return List.of(Unguarded.create("CREATE TABLE"));
        }
        if (tree instanceof IndexStmt index && !index.ifNotExists() && !index.concurrent() && index.idxname() != null) {
            return List.of(Unguarded.create("CREATE INDEX"));
        }
        if (tree instanceof CreateSeqStmt create && !create.ifNotExists()) {
            return List.of(Unguarded.create("CREATE SEQUENCE"));
        }
        if (tree instanceof CreateSchemaStmt create && !create.ifNotExists()) {
            return List.of(Unguarded.create("CREATE SCHEMA"));
        }
        if (tree instanceof CreateExtensionStmt create && !create.ifNotExists()) {
            return List.of(Unguarded.create("CREATE EXTENSION"));
        }
        if (tree instanceof CreateTableAsStmt create && !create.ifNotExists()) {
            return List.of(Unguarded.create("CREATE ... AS"));
        }
        return tree instanceof DropStmt drop && !drop.missingOk()
                ? List.of(new Unguarded("DROP", "IF EXISTS", -1))
                : List.of();
    }

    private static Optional<Unguarded> of(AlterTableCmd action, int number) {
        return switch (action.subtype()) {
            case AT_AddColumn -> Optional.of(new Unguarded("ADD COLUMN", "IF NOT EXISTS", number));
            case AT_DropColumn -> Optional.of(new Unguarded("DROP COLUMN", "IF EXISTS", number));
            case AT_DropConstraint -> Optional.of(new Unguarded("DROP CONSTRAINT", "IF EXISTS", number));
            default -> Optional.empty();
        };
    }
}
