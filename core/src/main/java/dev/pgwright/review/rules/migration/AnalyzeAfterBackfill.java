package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.DataChange.Reach;
import dev.pgwright.review.DataChange.Verb;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Reaches;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Statements;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.review.fix.StatementFixes;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.VacuumStmt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables whose statistics are out of date after a backfill. */
public final class AnalyzeAfterBackfill implements HistoryRule {

    private static final RuleInfo INFO = RuleInfo.migration("analyze-after-backfill", Needs.SQL, Severity.ADVICE)
            .detects("A bulk UPDATE or INSERT ... SELECT, or a new index on an expression, is not "
                    + "followed by ANALYZE of the table.")
            .cost("ANALYZE takes SHARE UPDATE EXCLUSIVE and reads a sample")
            .safe("Run ANALYZE on the table after it.")
            .seed("Optimizing: validate after change")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(HistoryContext history, Report report) {
        List<MigrationContext> migrations = history.migrations();
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).isReviewed()) {
                check(migrations.get(i), migrations.subList(i + 1, migrations.size()), report);
            }
        }
    }

    private static void check(MigrationContext migration, List<MigrationContext> later, Report report) {
        Map<RangeVar, Step> last = new LinkedHashMap<>();
        for (Step step : migration.steps()) {
            stale(step).ifPresent(table -> {
                last.keySet().removeIf(other -> isSame(other, table));
                last.put(table, step);
            });
        }
        last.forEach((table, step) -> {
            boolean analyzed =
                    migration.steps().stream().skip(step.number() + 1L).anyMatch(other -> analyzes(other, table))
                            || later.stream()
                                    .flatMap(other -> other.steps().stream())
                                    .anyMatch(other -> analyzes(other, table) || drops(other, table));
            if (!analyzed) {
                report.found(migration, step, message(step, table))
                        .about(String.valueOf(table.relname()))
                        .advice("Run ANALYZE " + sql(table) + " after it.")
                        .fix(StatementFixes.behind(migration, step, "analyze the table", "ANALYZE " + sql(table)));
            }
        });
    }

    private static String message(Step step, RangeVar table) {
        return step.tree() instanceof IndexStmt
                ? "Nothing knows how the values of this expression are distributed before " + table.relname()
                        + " is analyzed, and no ANALYZE follows"
                : "Plans for " + table.relname()
                        + " are made with the statistics from before this change, and no ANALYZE" + " follows";
    }

    /** The table whose statistics a step leaves behind the data. */
    private static Optional<RangeVar> stale(Step step) {
        if (step.tree() instanceof IndexStmt index && index.relation() != null) {
            boolean expression = index.indexParams().stream()
                    .anyMatch(element -> element instanceof IndexElem key && key.expr() != null);
            return expression ? step.effectOn(index.relation()).map(effect -> index.relation()) : Optional.empty();
        }
        return DataChange.of(step.tree()).stream()
                .filter(change -> change.verb() == Verb.UPDATE || change.verb() == Verb.INSERT)
                .filter(change -> !"pg_temp".equals(change.target().schemaname()))
                .filter(change -> Reaches.of(change, step.tree(), step::table, Set.of()) == Reach.ALL)
                .filter(change -> step.effectOn(change.target()).isPresent())
                .map(DataChange::target)
                .findFirst();
    }

    private static boolean analyzes(Step step, RangeVar table) {
        return step.tree() instanceof VacuumStmt vacuum
                && (!vacuum.isVacuumcmd() || Statements.isOn(vacuum.options(), "analyze"))
                && (vacuum.rels().isEmpty()
                        || Nodes.all(vacuum, RangeVar.class).stream().anyMatch(other -> isSame(other, table)));
    }

    private static boolean drops(Step step, RangeVar table) {
        return step.tree() instanceof DropStmt drop
                && drop.objects().stream().anyMatch(object -> {
                    List<String> parts = Trees.nameParts(object);
                    return !parts.isEmpty() && parts.get(parts.size() - 1).equals(table.relname());
                });
    }

    private static boolean isSame(RangeVar one, RangeVar other) {
        return String.valueOf(one.relname()).equals(other.relname())
                && (one.schemaname() == null
                        || other.schemaname() == null
                        || one.schemaname().equals(other.schemaname()));
    }

    private static String sql(RangeVar table) {
        String name = Identifiers.quoteIdentifier(String.valueOf(table.relname()));
        return table.schemaname() == null ? name : Identifiers.quoteIdentifier(table.schemaname()) + "." + name;
    }
}
