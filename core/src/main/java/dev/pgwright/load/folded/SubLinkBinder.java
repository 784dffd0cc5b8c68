package dev.pgwright.load.folded;

import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RowExpr;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.SubLink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of subqueries in expressions (transformSubLink of PostgreSQL 18). */
final class SubLinkBinder {
    private final Analysis analysis;
    private final ExpressionBinder expressions;
    private final OperatorBinder operators;
    private final QueryBinder queries;

    SubLinkBinder(Analysis analysis, ExpressionBinder expressions, OperatorBinder operators, QueryBinder queries) {
        this.analysis = analysis;
        this.expressions = expressions;
        this.operators = operators;
        this.queries = queries;
    }

    @Nullable TypeRef of(SubLink link, QueryScope scope) {
        Node query = link.subselect();
        List<Column> columns = query == null ? List.of() : queries.query(query, scope, true);
        boolean complete = query != null && queries.isComplete(query);
        switch (link.subLinkType()) {
            case EXISTS_SUBLINK -> {
                return TypeRules.BOOL;
            }
            case EXPR_SUBLINK, ARRAY_SUBLINK -> {
                if (complete && columns.size() != 1) {
                    analysis.fault("42601", "subquery must return only one column", "", link.location());
                }
                if (!complete || columns.size() != 1) {
                    return null;
                }
                TypeRef type = columns.get(0).type;
                return link.subLinkType() == dev.pgwright.sql.tree.SubLinkType.EXPR_SUBLINK
                        ? type
                        : type == null ? null : type.array() ? type : type.asArray();
            }
            case ANY_SUBLINK, ALL_SUBLINK -> {
                compare(link, columns, complete, scope);
                return TypeRules.BOOL;
            }
            default -> {
                expressions.of(link.testexpr(), scope);
                return null;
            }
        }
    }

    private void compare(SubLink link, List<Column> columns, boolean complete, QueryScope scope) {
        List<Node> left = link.testexpr() instanceof RowExpr row
                ? row.args()
                : link.testexpr() == null ? List.of() : List.of(link.testexpr());
        List<String> name = link.operName().isEmpty() ? List.of("=") : Nodes.names(link.operName());
        if (complete && left.size() < columns.size()) {
            analysis.fault("42601", "subquery has too many columns", "", link.location());
        } else if (complete && left.size() > columns.size()) {
            analysis.fault("42601", "subquery has too few columns", "", link.location());
        }
        for (int i = 0; i < left.size(); i++) {
            TypeRef type = expressions.of(left.get(i), scope);
            if (complete && i < columns.size()) {
                operators.apply(name, left.get(i), type, null, columns.get(i).type, link.location());
            }
        }
    }

    /** A query that stands for its value, as in a SQL function's RETURN. */
    @Nullable TypeRef scalar(SelectStmt select, QueryScope scope) {
        List<Column> columns = queries.query(select, scope, true);
        return columns.size() == 1 ? columns.get(0).type : null;
    }
}
