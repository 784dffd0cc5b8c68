package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** DISTINCT that removes what a join has multiplied. */
public final class DistinctHidesJoinFanout implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("distinct-hides-join-fanout", Needs.SQL, Severity.ADVICE)
            .detects(
                    "SELECT DISTINCT stands over a join to a table of which nothing is returned and many rows may match.")
            .cost("multiplies rows and then removes them")
            .safe("Write EXISTS, or join a subquery that is grouped.")
            .byHand("what the query is to count is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            boolean distinct = level.node() instanceof SelectStmt select
                    && !select.distinctClause().isEmpty()
                    && select.distinctClause().stream().allMatch(NullNode.class::isInstance)
                    && select.groupClause().isEmpty();
            if (!distinct || level.isAggregated() || level.relations().size() < 2) {
                continue;
            }
            Set<BoundRelation> returned = returned(query, (SelectStmt) level.node());
            level.relations().stream()
                    .filter(relation -> relation.kind() == BoundRelation.Kind.TABLE && !returned.contains(relation))
                    .filter(relation -> isMany(query, level, relation))
                    .findFirst()
                    .ifPresent(relation -> report.found(
                                    query,
                                    "Each row comes once for every " + relation.alias()
                                            + " that it is joined to, and DISTINCT removes them again")
                            .at(query.place(BoundQuery.location(relation.node()))));
        }
    }

    /** Whether several rows may match: the join is by no key. */
    private static boolean isMany(QueryContext query, BoundLevel level, BoundRelation relation) {
        Set<String> joined = Keys.equated(query, relation, Predicates.all(level), false);
        boolean merged = Predicates.joins(level).stream()
                .anyMatch(join -> join.isNatural() || !join.usingClause().isEmpty());
        return !merged
                && !joined.isEmpty()
                && relation.name()
                        .filter(name -> !Keys.isKey(query, name, joined))
                        .isPresent();
    }

    private static Set<BoundRelation> returned(QueryContext query, SelectStmt select) {
        Set<BoundRelation> found = new HashSet<>();
        List<Node> shown = new ArrayList<>(select.targetList());
        shown.addAll(select.sortClause());
        for (Node node : shown) {
            for (ColumnRef column : Predicates.columns(node)) {
                Optional<BoundQuery.Meaning> meaning = query.bound().meaning(column);
                if (meaning.isPresent()) {
                    found.add(meaning.get().relation());
                } else if (column.fields().get(column.fields().size() - 1) instanceof A_Star) {
                    query.bound().level(select).ifPresent(level -> found.addAll(level.relations()));
                }
            }
        }
        return found;
    }
}
