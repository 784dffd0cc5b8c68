package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.TruncateStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An index or constraint that is made in vain, as the table is rewritten or dropped afterwards. */
public final class CreateThenRewrite implements HistoryRule {

    private static final RuleInfo INFO = RuleInfo.migration("create-then-rewrite", Needs.HISTORY, Severity.WARNING)
            .detects(
                    "An index or constraint is made on an existing table that a later statement of the same release rewrites or"
                            + " drops.")
            .cost("the index is built, or the table read, twice")
            .safe("Rewrite first, and make the index or constraint afterwards.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(HistoryContext history, Report report) {
        for (List<MigrationContext> release : history.releases()) {
            List<ReleaseStep> steps = ReleaseStep.of(release);
            for (int i = 0; i < steps.size(); i++) {
                List<ReleaseStep> later = steps.subList(i + 1, steps.size());
                check(release, steps.get(i), later, report);
            }
        }
    }

    private static void check(
            List<MigrationContext> release, ReleaseStep built, List<ReleaseStep> later, Report report) {
        boolean makes = built.step().tree() instanceof IndexStmt
                || (built.step().tree() instanceof AlterTableStmt alter
                        && alter.cmds().stream()
                                .anyMatch(node -> node instanceof AlterTableCmd action
                                        && action.subtype() == AlterTableType.AT_AddConstraint));
        if (!makes) {
            return;
        }
        Set<QualifiedName> tables = new TreeSet<>();
        built.step().existing().stream()
                .filter(effect -> (effect.buildsIndex() || effect.scans()) && !effect.rewrites())
                .map(RelationEffect::relation)
                .filter(table -> !ReleaseStep.isNew(release, table))
                .forEach(tables::add);
        for (QualifiedName table : tables) {
            later.stream()
                    .filter(step -> undo(step, table).isPresent())
                    .findFirst()
                    .ifPresent(step -> report.found(
                                    built.migration(),
                                    built.step(),
                                    "This reads all of " + table + ", which is "
                                            + undo(step, table).orElse("") + " afterwards"
                                            + (step.migration() == built.migration()
                                                    ? ""
                                                    : " by migration "
                                                            + step.migration()
                                                                    .migration()
                                                                    .version()))
                            .on(table));
        }
    }

    /** What a step does that makes an index of the table worthless. */
    private static Optional<String> undo(ReleaseStep at, QualifiedName table) {
        boolean rewritten = at.step().existing().stream()
                .anyMatch(effect -> effect.relation().equals(table) && effect.rewrites());
        if (rewritten && !(at.step().tree() instanceof TruncateStmt)) {
            return Optional.of("rewritten with all of its indexes");
        }
        boolean dropped = at.step().tree() instanceof DropStmt drop
                && drop.removeType() == ObjectType.OBJECT_TABLE
                && drop.objects().stream()
                        .map(Trees::nameParts)
                        .anyMatch(parts -> !parts.isEmpty()
                                && parts.get(parts.size() - 1).equals(table.name())
                                && at.step().effectOn(table).isPresent());
        return dropped ? Optional.of("dropped") : Optional.empty();
    }
}
