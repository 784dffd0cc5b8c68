package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.tree.IndexElem;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Indexes whose name depends on what else there is. */
public final class UnnamedIndex implements StatementRule {
    private static final RuleInfo INFO = RuleInfo.of("unnamed-index", Area.INDEX, Needs.SQL, Severity.ADVICE)
            .detects("CREATE INDEX gives no name.")
            .safe("Write the name that PostgreSQL would choose.")
            .fixable()
            .seed("Schema: naming conventions are consistent")
            .offByDefault()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof IndexStmt index && index.idxname() == null && index.relation() != null) {
            QualifiedName table = statement.state().resolve(index.relation());
            List<String> columns = columns(index);
            Report.Draft found = report.found(
                    statement,
                    "The index of " + SchemaContext.shown(table)
                            + " has the name that PostgreSQL finds free, which may be another one in another database");
            List<TextEdit> named = name(statement, columns);
            found.fix(
                    named.isEmpty()
                            ? new Fix.ByHand("PostgreSQL makes the name of an expression")
                            : new Fix.Edits("write its name", named));
            if (!columns.isEmpty()) {
                found.advice(
                        "Name it " + statement.state().freeIndexName(table, columns, "idx") + ", as PostgreSQL would.");
            }
        }
    }

    /** The name in front of ON; none where it is not known. */
    private static List<TextEdit> name(StatementContext statement, List<String> columns) {
        if (columns.isEmpty() || !(statement.tree() instanceof IndexStmt index) || index.relation() == null) {
            return List.of();
        }
        String sql = statement.span().of(statement.source().text());
        QualifiedName table = statement.state().resolve(index.relation());
        String name = Identifiers.quoteIdentifier(statement.state().freeIndexName(table, columns, "idx"));
        return SqlTokens.of(sql).stream()
                .filter(token -> token.isWord("on"))
                .findFirst()
                .map(token -> List.of(new TextEdit(Span.at(statement.span().start() + token.start()), name + " ")))
                .orElse(List.of());
    }

    /** What the name is made of; empty where an expression gives a part of it. */
    private static List<String> columns(IndexStmt index) {
        List<Node> elements = new ArrayList<>(index.indexParams());
        elements.addAll(index.indexIncludingParams());
        List<String> columns = new ArrayList<>();
        for (Node node : elements) {
            if (!(node instanceof IndexElem element) || element.name() == null) {
                return List.of();
            }
            columns.add(element.name());
        }
        return columns;
    }
}
