package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.IndexFixes;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullTest;
import dev.pgwright.sql.tree.NullTestType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Partial indexes that leave no row out. */
public final class UnnecessaryIndexPredicate implements SchemaRule {
    /** They give NULL for NULL only. */
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");

    private static final RuleInfo INFO = RuleInfo.of(
                    "unnecessary-index-predicate", Area.INDEX, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "The predicate of a partial index holds for all rows: IS NOT NULL of a column that is NOT NULL, or what a"
                            + " CHECK says already.")
            .cost("queries that do not repeat the predicate may not use the index")
            .safe("Make the index again without the predicate.")
            .fixable()
            .seed("Indexes: partial indexes where appropriate")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (KeptIndex one : KeptIndex.of(table)) {
                String predicate = one.index().predicate();
                if (predicate != null && one.constraint() == null) {
                    why(predicate, table)
                            .ifPresent(why -> report.found(
                                            schema,
                                            one.object(),
                                            one.name() + " of " + SchemaContext.shown(table.name())
                                                    + " leaves no row out, as " + why
                                                    + ", but queries have to repeat its predicate to use it")
                                    .fix(IndexFixes.withoutPredicate(schema, table, one.index())));
                }
            }
        }
    }

    private static Optional<String> why(String predicate, Table table) {
        Node condition = Expressions.parse(predicate).orElse(null);
        if (condition == null) {
            return Optional.empty();
        }
        List<Node> parts = Nodes.conjuncts(condition);
        if (parts.stream().allMatch(part -> isNotNullOfRequired(part, table))) {
            List<String> columns = parts.stream()
                    .map(part -> column(((NullTest) part).arg()))
                    .distinct()
                    .sorted()
                    .toList();
            return Optional.of(String.join(" and ", columns) + (columns.size() == 1 ? " is" : " are") + " NOT NULL");
        }
        return isNeverNull(condition, table)
                ? table.of(Constraint.Check.class).stream()
                        .filter(check -> check.enforced() && check.validated())
                        .filter(check -> bare(check.expression()).equals(bare(predicate)))
                        .map(check -> "the check " + check.name() + " says the same")
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isNotNullOfRequired(Node part, Table table) {
        return part instanceof NullTest test
                && test.nulltesttype() == NullTestType.IS_NOT_NULL
                && isRequired(column(test.arg()), table);
    }

    private static boolean isRequired(String column, Table table) {
        return table.column(column).filter(Column::notNull).isPresent();
    }

    /** A check lets rows pass for which it is NULL; a predicate leaves them out. */
    private static boolean isNeverNull(Node condition, Table table) {
        return Nodes.all(condition, FuncCall.class).isEmpty()
                && Nodes.all(condition, A_Expr.class).stream()
                        .allMatch(operation -> COMPARISONS.containsAll(Nodes.names(operation.name())))
                && Nodes.all(condition, ColumnRef.class).stream()
                        .allMatch(reference -> isRequired(column(reference), table));
    }

    private static String column(@Nullable Node node) {
        return node instanceof ColumnRef reference ? String.join(".", Nodes.names(reference.fields())) : "";
    }

    private static String bare(String expression) {
        return expression.startsWith("(")
                        && expression.endsWith(")")
                        && Expressions.parse(expression.substring(1, expression.length() - 1))
                                .isPresent()
                ? expression.substring(1, expression.length() - 1)
                : expression;
    }
}
