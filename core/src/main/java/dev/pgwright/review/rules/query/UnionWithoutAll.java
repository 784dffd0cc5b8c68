package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Trees;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SetOperation;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.SubLinkType;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** UNION that has nothing to remove. */
public final class UnionWithoutAll implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("union-without-all", Needs.SQL, Severity.ADVICE)
            .detects("UNION removes duplicates where there can be none, or where they do not matter.")
            .cost("a sort or hash of the whole result")
            .safe("Write UNION ALL.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        Set<Node> sets = Collections.newSetFromMap(new IdentityHashMap<>());
        for (SubLink link : Nodes.all(query.tree(), SubLink.class)) {
            boolean member =
                    link.subLinkType() == SubLinkType.ANY_SUBLINK || link.subLinkType() == SubLinkType.EXISTS_SUBLINK;
            if (member && link.subselect() != null) {
                sets.add(link.subselect());
            }
        }
        for (BoundLevel level : query.levels()) {
            if (level.node() instanceof SelectStmt union
                    && union.op() == SetOperation.SETOP_UNION
                    && !union.all()
                    && union.larg() != null
                    && union.rarg() != null) {
                boolean member = sets.contains(union) && union.limitCount() == null;
                if (member || isApart(query, union.larg(), union.rarg())) {
                    int second = location(union.rarg());
                    report.found(
                                    query,
                                    member
                                            ? "Duplicates do not matter here, and UNION sorts or hashes all rows to remove them"
                                            : "The branches can have no row in common, and UNION sorts or hashes all rows to find out")
                            .at(query.place(second))
                            .fix(QueryFixes.same(
                                    query,
                                    "write UNION ALL",
                                    "the second branch is no plain SELECT",
                                    text -> all(text, text.at(second))));
                }
            }
        }
    }

    /** ALL behind the UNION in front of the branch whose first column stands at a token. */
    private static Optional<List<TextEdit>> all(QueryText text, int column) {
        int select = text.previous(column, "select");
        int union = select - 1;
        while (text.isSymbol(union, '(')) {
            union--;
        }
        if (text.isWord(union, "distinct") && text.isWord(union - 1, "union")) {
            return Optional.of(List.of(new TextEdit(text.span(union, union), "ALL")));
        }
        return text.isWord(union, "union")
                ? Optional.of(List.of(new TextEdit(Span.at(text.end(union)), " ALL")))
                : Optional.empty();
    }

    private static int location(SelectStmt branch) {
        return branch.targetList().isEmpty() || !(branch.targetList().get(0) instanceof ResTarget target)
                ? -1
                : target.location();
    }

    /** Whether a constant of the lists tells the branches apart, and neither has a row twice. */
    private static boolean isApart(QueryContext query, SelectStmt one, SelectStmt other) {
        boolean different = false;
        for (int i = 0; i < Math.min(one.targetList().size(), other.targetList().size()); i++) {
            different |= one.targetList().get(i) instanceof ResTarget first
                    && other.targetList().get(i) instanceof ResTarget second
                    && first.val() instanceof A_Const left
                    && second.val() instanceof A_Const right
                    && Trees.text(left).isPresent()
                    && Trees.text(right).isPresent()
                    && !Trees.text(left).equals(Trees.text(right));
        }
        return different && hasDistinctRows(query, one) && hasDistinctRows(query, other);
    }

    private static boolean hasDistinctRows(QueryContext query, SelectStmt branch) {
        Optional<BoundLevel> level = query.bound().level(branch);
        if (branch.larg() != null || level.isEmpty() || !level.get().isComplete()) {
            return false;
        }
        if (!branch.distinctClause().isEmpty() || branch.fromClause().isEmpty()) {
            return true;
        }
        if (level.get().relations().size() != 1 || !branch.groupClause().isEmpty()) {
            return level.get().isAggregated() && branch.groupClause().isEmpty();
        }
        Set<String> columns = new HashSet<>();
        level.get().columns().forEach(column -> {
            if (column.column() != null) {
                columns.add(column.column());
            }
        });
        return level.get().isAggregated()
                || level.get()
                        .relations()
                        .get(0)
                        .name()
                        .filter(name -> Keys.isUnique(query, name, columns))
                        .isPresent();
    }
}
