package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterFunctionStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.FuncCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A function that indexes and the like need becomes less than IMMUTABLE. */
public final class FunctionVolatilityChange implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "function-volatility-change", Needs.HISTORY, Severity.WARNING)
            .detects("An IMMUTABLE function becomes STABLE or VOLATILE while an index, a generated column, a check or a"
                    + " partition key uses it.")
            .cost("no lock on tables; what was computed before may not be what would be computed now")
            .safe("Make a new function under another name, and build anew what uses the old one.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        List<String> written = List.of();
        Optional<String> now = Optional.empty();
        if (statement.tree() instanceof CreateFunctionStmt create && create.replace()) {
            written = Nodes.names(create.funcname());
            now = Optional.of(FunctionParts.volatility(create.options()));
        } else if (statement.tree() instanceof AlterFunctionStmt alter && alter.func() != null) {
            written = Nodes.names(alter.func().objname());
            now = FunctionParts.said(alter.actions());
        }
        if (now.isEmpty() || now.get().equals("immutable") || WholeFile.hasMadeRoutine(statement, written)) {
            return;
        }
        QualifiedName name = statement.state().resolve(written);
        boolean wasImmutable = statement.state().routines(name).stream()
                .flatMap(routine -> FunctionParts.statement(routine).stream())
                .anyMatch(made -> FunctionParts.volatility(made.options()).equals("immutable"));
        if (wasImmutable) {
            List<String> users = users(statement.state(), name.name());
            if (!users.isEmpty()) {
                report.found(
                                statement,
                                "Function " + name + " becomes " + now.get().toUpperCase(Locale.ROOT)
                                        + ", although it has to be IMMUTABLE for " + String.join(", ", users))
                        .about(name.toString());
            }
        }
    }

    private static List<String> users(SchemaState state, String function) {
        List<String> found = new ArrayList<>();
        for (Table table : state.tables()) {
            for (Index index : table.indexes()) {
                boolean key = index.elements().stream()
                        .anyMatch(element -> element.expression() && calls(element.key(), function));
                if (key || (index.predicate() != null && calls(index.predicate(), function))) {
                    found.add("index " + index.name() + " of " + table.name());
                }
            }
            for (Column column : table.columns()) {
                if (column.generated() != null && calls(column.generated().expression(), function)) {
                    found.add("generated column " + column.name() + " of " + table.name());
                }
            }
            for (Constraint constraint : table.constraints()) {
                if (constraint instanceof Constraint.Check check && calls(check.expression(), function)) {
                    found.add("check constraint " + check.name() + " of " + table.name());
                }
            }
        }
        return found;
    }

    private static boolean calls(String expression, String function) {
        return expression.contains(function)
                && Expressions.parse(expression).stream()
                        .flatMap(tree -> Nodes.all(tree, FuncCall.class).stream())
                        .anyMatch(call -> Trees.functionName(call).equals(function));
    }
}
