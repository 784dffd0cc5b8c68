package dev.pgwright.review.rules.query;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundColumn;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Expr_Kind;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/** Searches that a b-tree cannot serve. */
public final class LeadingWildcardSearch implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("leading-wildcard-search", Needs.SQL, Severity.WARNING)
            .detects(
                    "A column is searched with LIKE or ILIKE by a pattern that begins with a wildcard, or by an unanchored regular expression, and has no trigram index.")
            .cost("a scan of the table")
            .safe("Create a GIN index with gin_trgm_ops, search by full text, or anchor the pattern.")
            .byHand("another kind of search gives other rows")
            .recurringOnly()
            .seed("Index type: full-text search -> GIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            for (Node term : Predicates.all(level)) {
                if (term instanceof A_Expr search && search.lexpr() != null && search.rexpr() != null) {
                    check(query, search, search.lexpr(), search.rexpr(), report);
                }
            }
        }
    }

    private static void check(QueryContext query, A_Expr search, Node value, Node searched, Report report) {
        List<String> name = Nodes.names(search.name());
        boolean like = search.kind() == A_Expr_Kind.AEXPR_LIKE || search.kind() == A_Expr_Kind.AEXPR_ILIKE;
        String operator = name.isEmpty() ? "" : name.get(name.size() - 1);
        if (operator.startsWith("!") || !(like || operator.equals("~") || operator.equals("~*"))) {
            return;
        }
        String pattern = start(searched);
        boolean open = like
                ? pattern.startsWith("%") || pattern.startsWith("_")
                : !pattern.isEmpty() && !pattern.startsWith("^");
        List<ColumnRef> columns = Predicates.columns(value);
        if (!open || columns.size() != 1) {
            return;
        }
        Optional<BoundQuery.Meaning> meaning = query.bound().meaning(columns.get(0));
        BoundColumn column = meaning.map(BoundQuery.Meaning::column).orElse(null);
        if (column == null || column.table() == null || column.column() == null || hasTrigrams(query, column)) {
            return;
        }
        report.found(
                        query,
                        "No b-tree finds what begins with anything: every " + column.column() + " of "
                                + SchemaContext.shown(column.table()) + " is read")
                .at(query.place(BoundQuery.location(searched)))
                .advice("Create a trigram index: CREATE INDEX ON " + SchemaContext.shown(column.table())
                        + " USING gin (" + column.column() + " gin_trgm_ops).");
    }

    /** The text that a pattern begins with; empty when that is not known. */
    private static String start(Node pattern) {
        Node node = Predicates.uncast(pattern);
        if (node instanceof A_Expr joined && Predicates.operator(joined).equals("||") && joined.lexpr() != null) {
            return start(joined.lexpr());
        }
        return node instanceof A_Const ? Trees.text(node).orElse("") : "";
    }

    private static boolean hasTrigrams(QueryContext query, BoundColumn column) {
        QualifiedName table = column.table();
        return table != null
                && query.indexes(table).stream()
                        .flatMap(index -> index.elements().stream())
                        .anyMatch(element -> element.operatorClass() != null
                                && element.operatorClass().endsWith("_trgm_ops")
                                && element.key().contains(String.valueOf(column.column())));
    }
}
