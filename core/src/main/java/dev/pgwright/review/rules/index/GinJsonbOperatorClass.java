package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryUse;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import java.util.List;
import java.util.Set;

/** GIN indexes that keep keys apart for questions that nobody asks. */
public final class GinJsonbOperatorClass implements SchemaRule {
    /** What jsonb_path_ops cannot answer. */
    private static final Set<String> KEY_OPERATORS = Set.of("?", "?|", "?&");

    private static final RuleInfo INFO = RuleInfo.of("gin-jsonb-operator-class", Area.INDEX, Needs.SQL, Severity.ADVICE)
            .detects(
                    "A GIN index of a whole jsonb column has the default operator class, and no known query asks for keys (?, ?|,"
                            + " ?&).")
            .cost("larger, and slower for @>, than with jsonb_path_ops")
            .safe("Use jsonb_path_ops, or an index of the one expression that is asked for.")
            .byHand("a query that asks whether a key exists would lose its index")
            .seed("Index type: JSONB queries -> GIN")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (KeptIndex one : KeptIndex.of(table)) {
                if (one.index().method().equals("gin")) {
                    one.elements().stream()
                            .filter(element -> isWholeJsonb(element, table, schema))
                            .filter(element -> !asksForKeys(element.key(), table, schema))
                            .forEach(element -> report.found(
                                    schema,
                                    one.object(),
                                    one.name() + " of " + SchemaContext.shown(table.name())
                                            + " keeps each key and value of "
                                            + element.key()
                                            + " for the operators ?, ?| and ?&; with jsonb_path_ops it would be smaller, and"
                                            + " faster for @>, @? and @@"));
                }
            }
        }
    }

    private static boolean isWholeJsonb(IndexElement element, Table table, SchemaContext schema) {
        return !element.expression()
                && (element.operatorClass() == null || element.operatorClass().equals("jsonb_ops"))
                && table.column(element.key())
                        .flatMap(column -> schema.type(column.type()))
                        .filter(type -> type.base().equals("jsonb") && !type.array())
                        .isPresent();
    }

    private static boolean asksForKeys(String column, Table table, SchemaContext schema) {
        List<QueryUse> uses = schema.queries().of(table.name(), schema.state());
        return uses.stream()
                .filter(use -> use.usesColumn(table.name(), column, schema.state()))
                .anyMatch(use -> Expressions.statements(use.query().sql()).stream()
                        .flatMap(tree -> Nodes.all(tree, A_Expr.class).stream())
                        .anyMatch(operation ->
                                Nodes.names(operation.name()).stream().anyMatch(KEY_OPERATORS::contains)));
    }
}
