package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SortBy;
import java.util.Set;

/** Rows in random order. */
public final class OrderByRandom implements QueryRule {
    private static final Set<String> RANDOM = Set.of("random", "gen_random_uuid", "uuid_generate_v4");

    private static final RuleInfo INFO = RuleInfo.query("order-by-random", Needs.SQL, Severity.WARNING)
            .detects("A query orders a table by random().")
            .cost("a scan and a sort of all rows")
            .safe("Take TABLESAMPLE, a random place in the key, or a random column that is stored and indexed.")
            .byHand("a sample of another kind gives other rows")
            .recurringOnly()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select)
                    || level.relations().stream().noneMatch(OrderByRandom::isStored)) {
                continue;
            }
            for (Node item : select.sortClause()) {
                if (item instanceof SortBy sort
                        && sort.node() instanceof FuncCall call
                        && RANDOM.contains(Trees.functionName(call))) {
                    report.found(
                                    query,
                                    "Every row of "
                                            + level.relations().get(0).alias()
                                            + " is read and sorted to put them in random order")
                            .at(query.place(call.location()));
                }
            }
        }
    }

    private static boolean isStored(BoundRelation relation) {
        return switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
            default -> false;
        };
    }
}
