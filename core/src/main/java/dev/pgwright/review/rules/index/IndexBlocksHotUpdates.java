package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.TableIndex;
import dev.pgwright.review.WorkloadContext;
import dev.pgwright.review.WorkloadRule;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import dev.pgwright.workload.QueryCounts;
import dev.pgwright.workload.TableFacts;
import dev.pgwright.workload.TableUse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Indexes because of which updates write to all indexes of a table. */
public final class IndexBlocksHotUpdates implements WorkloadRule {
    private static final Parameter UPDATES =
            new Parameter("min-updates", 100_000, "updated rows since the statistics began that are worth a word");
    private static final Parameter PERCENT =
            new Parameter("min-hot-percent", 50, "part of the updates that should be HOT");
    private static final RuleInfo INFO = RuleInfo.of(
                    "index-blocks-hot-updates", Area.INDEX, Needs.STATISTICS, Severity.WARNING)
            .detects(
                    "A column that known UPDATEs of a table set is in an index, and few of the table's updates are HOT.")
            .cost("each such update writes an entry to every index of the table, which VACUUM has to remove again")
            .safe(
                    "Drop or narrow the index, or move the column to a table of its own; where the column has to stay indexed, a lower"
                            + " fillfactor does not help.")
            .byHand("which index is worth its writes is measured first")
            .parameter(UPDATES)
            .parameter(PERCENT)
            .seed("Root cause: table bloat?")
            .build();

    /** A known UPDATE and the columns that it sets. */
    private record Update(QueryContext query, QualifiedName table, Set<String> columns) {}

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(WorkloadContext workload, Report report) {
        List<Update> updates = updates(workload);
        for (TableIndex one : workload.schema().indexes()) {
            TableFacts facts = workload.facts().table(one.table().name()).orElse(null);
            TableUse use = facts == null ? null : facts.use();
            if (use == null
                    || use.updated() < report.limit(UPDATES)
                    || use.hotUpdated() * 100 >= report.limit(PERCENT) * use.updated()
                    // a summary does not point to rows (PostgreSQL 16, release notes)
                    || one.index().method().equals("brin")) {
                continue;
            }
            List<Update> blocked = updates.stream()
                    .filter(update -> update.table().equals(one.table().name())
                            && update.columns().stream().anyMatch(column -> mentions(one.index(), column)))
                    .toList();
            if (!blocked.isEmpty() && areMost(blocked, use.updated())) {
                found(workload, one, use, blocked, report);
            }
        }
    }

    private static void found(
            WorkloadContext workload, TableIndex one, TableUse use, List<Update> blocked, Report report) {
        Set<String> columns = new TreeSet<>();
        blocked.forEach(update -> update.columns().stream()
                .filter(column -> mentions(one.index(), column))
                .forEach(columns::add));
        report.found(
                        workload.schema(),
                        one.object(),
                        "Only " + Amounts.percent((double) use.hotUpdated() / use.updated()) + " of the updates of "
                                + SchemaContext.shown(one.table().name()) + " are HOT, and "
                                + String.join(", ", columns) + ", which "
                                + blocked.get(0).query().words() + " sets, is in "
                                + one.index().name())
                .evidence(Evidence.MEASURED);
    }

    /** Whether these change most of the rows that are updated; without counts nobody can say so, and one is enough. */
    private static boolean areMost(List<Update> blocked, long updated) {
        long counted = 0;
        for (Update update : blocked) {
            QueryCounts counts =
                    update.query().known().map(known -> known.counts()).orElse(null);
            if (counts == null) {
                return true;
            }
            counted += counts.rows();
        }
        return counted * 2 >= updated;
    }

    private static List<Update> updates(WorkloadContext workload) {
        List<Update> found = new ArrayList<>();
        for (QueryContext query : workload.queries()) {
            for (BoundLevel level : query.levels()) {
                if (level.node() instanceof UpdateStmt update) {
                    Set<String> columns = new TreeSet<>();
                    update.targetList().forEach(target -> {
                        if (target instanceof ResTarget named && named.name() != null) {
                            columns.add(named.name());
                        }
                    });
                    level.target()
                            .flatMap(target -> target.name())
                            .ifPresent(table -> found.add(new Update(query, table, columns)));
                }
            }
        }
        return found;
    }

    private static boolean mentions(Index index, String column) {
        String predicate = index.predicate();
        return index.elements().stream().anyMatch(element -> mentions(element, column))
                || index.include().contains(column)
                || (predicate != null && Expressions.mentions(predicate, column));
    }

    private static boolean mentions(IndexElement element, String column) {
        return element.expression()
                ? Expressions.mentions(element.key(), column)
                : element.key().equals(column);
    }
}
