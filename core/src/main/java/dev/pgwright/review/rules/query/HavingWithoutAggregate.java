package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.fix.QueryFixes;
import dev.pgwright.review.fix.QueryText;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.BoolExprType;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.GroupingSet;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.TypeCast;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HAVING that WHERE could do. */
public final class HavingWithoutAggregate implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("having-without-aggregate", Needs.SQL, Severity.ADVICE)
            .detects(
                    "HAVING has a condition without an aggregate, which WHERE could apply before the rows are grouped.")
            .safe("Move the condition to WHERE.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select)
                    || select.groupClause().isEmpty()
                    || select.groupClause().stream().anyMatch(GroupingSet.class::isInstance)) {
                continue;
            }
            List<Node> terms = Nodes.conjuncts(select.havingClause()).stream()
                    .filter(HavingWithoutAggregate::isPlain)
                    .toList();
            for (Node term : terms) {
                List<ColumnRef> columns = Predicates.columns(term);
                report.found(
                                query,
                                "The condition on " + Predicates.written(columns.get(0))
                                        + " needs no group, and stands in HAVING")
                        .at(query.place(BoundQuery.location(term)))
                        .fix(QueryFixes.same(
                                query,
                                "move the condition to WHERE",
                                "several conditions, or groups that are not plain columns, are put together by people",
                                text -> terms.size() == 1 ? moved(select, term, text) : Optional.empty()));
            }
        }
    }

    /** The term behind the others of WHERE, and HAVING without it. */
    private static Optional<List<TextEdit>> moved(SelectStmt select, Node term, QueryText text) {
        // rows of one group are equal in plain columns, but may be written in different ways
        boolean plain = select.groupClause().stream().allMatch(ColumnRef.class::isInstance)
                && Nodes.all(term, TypeCast.class).stream()
                        .allMatch(cast -> Predicates.columns(cast).isEmpty());
        Node having = select.havingClause();
        Optional<Span> whole = having == null ? Optional.empty() : text.of(having);
        Optional<String> condition =
                text.of(term).map(text::words).map(words -> isOr(term) ? "(" + words + ")" : words);
        int word = whole.map(span -> text.before(span.start())).orElse(-1);
        if (!plain || condition.isEmpty() || whole.isEmpty() || !text.isWord(word, "having")) {
            return Optional.empty();
        }
        List<String> kept = new ArrayList<>();
        for (Node other : Nodes.conjuncts(having)) {
            if (other != term) {
                Optional<Span> span = text.of(other);
                if (span.isEmpty()) {
                    return Optional.empty();
                }
                kept.add(isOr(other) ? "(" + text.words(span.get()) + ")" : text.words(span.get()));
            }
        }
        int group = text.previous(word, "group");
        if (group < 1) {
            return Optional.empty();
        }
        List<TextEdit> edits = new ArrayList<>();
        Node where = select.whereClause();
        if (where == null) {
            edits.add(new TextEdit(Span.at(text.end(group - 1)), " WHERE " + condition.get()));
        } else {
            Optional<Span> before = text.of(where);
            if (before.isEmpty()) {
                return Optional.empty();
            }
            if (isOr(where)) {
                edits.add(new TextEdit(Span.at(before.get().start()), "("));
                edits.add(new TextEdit(Span.at(text.end(group - 1)), ") AND " + condition.get()));
            } else {
                edits.add(new TextEdit(Span.at(text.end(group - 1)), " AND " + condition.get()));
            }
        }
        boolean comments =
                !text.words(new Span(text.end(word - 1), text.start(word))).isBlank();
        edits.add(
                kept.isEmpty()
                        ? new TextEdit(
                                new Span(
                                        comments ? text.start(word) : text.end(word - 1),
                                        whole.get().end()),
                                "")
                        : new TextEdit(whole.get(), String.join(" AND ", kept)));
        return Optional.of(edits);
    }

    private static boolean isPlain(Node term) {
        return !Predicates.has(term, FuncCall.class)
                && !Predicates.has(term, SubLink.class)
                && !Predicates.columns(term).isEmpty();
    }

    private static boolean isOr(Node node) {
        return node instanceof BoolExpr logic && logic.boolop() == BoolExprType.OR_EXPR;
    }
}
