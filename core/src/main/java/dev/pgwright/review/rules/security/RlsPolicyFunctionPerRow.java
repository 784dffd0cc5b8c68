package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Origin;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.Trees;
import dev.pgwright.review.fix.SqlNames;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.tree.AlterPolicyStmt;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SubLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Policies that ask for each row what is the same for all. */
public final class RlsPolicyFunctionPerRow implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "rls-policy-function-per-row", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A policy calls current_setting() or a function of one's own that reads no column, so that it may be "
                            + "evaluated for every row.")
            .cost("a call for each row of every query on the table")
            .safe(
                    "Put it into a subquery, (SELECT current_setting(...)), and index the column that it is compared with.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : Policies.securedTables(schema)) {
            for (Policy policy : table.policies()) {
                // a new row is checked by itself; what filters the rows that are there is asked of each of them
                List<FuncCall> calls = new ArrayList<>();
                if (policy.using() != null) {
                    Policies.tree(policy.using()).ifPresent(tree -> collect(schema, tree, calls));
                }
                if (!calls.isEmpty()) {
                    String name = String.join(".", Nodes.names(calls.get(0).funcname()));
                    report.found(
                                    schema,
                                    SchemaObject.policy(table.name(), policy.name()),
                                    "The policy " + policy.name() + " on " + SchemaContext.shown(table.name())
                                            + " calls " + name + "() for each row, though it is the same for all")
                            .advice("Write (SELECT " + name
                                    + "(...)), which is evaluated once for a query, and index the column that it is"
                                    + " compared with.")
                            .fix(fix(schema, table, policy, calls));
                }
            }
        }
    }

    /** Each call in a subquery of its own: one that is stable gives the same for all rows of a query. */
    private static Fix fix(SchemaContext schema, Table table, Policy policy, List<FuncCall> calls) {
        if (!calls.stream().allMatch(call -> isStable(schema, call))) {
            return new Fix.ByHand("a volatile function, or one that is not known, may give another value for each row");
        }
        String title = "ask once for a query";
        SchemaObject object = SchemaObject.policy(table.name(), policy.name());
        @Nullable Origin origin = schema.origin(object);
        List<TextEdit> edits = new ArrayList<>();
        if (origin != null) {
            Node tree = origin.step().tree();
            Node condition = tree instanceof CreatePolicyStmt made
                    ? made.qual()
                    : tree instanceof AlterPolicyStmt altered ? altered.qual() : null;
            List<FuncCall> written = new ArrayList<>();
            if (condition != null) {
                collect(schema, condition, written);
            }
            String text = origin.migration().source().text();
            written.forEach(call -> edits.addAll(inSubquery(
                    text,
                    call.location(),
                    LetterCase.isSmall(origin.step().span().of(text)))));
        }
        String condition = String.valueOf(policy.using());
        int before = "SELECT ".length();
        List<TextEdit> changes = calls.stream()
                .flatMap(call -> inSubquery(condition, call.location() - before, false).stream())
                .toList();
        return new Fix.Change(
                title,
                edits,
                List.of("ALTER POLICY " + Identifiers.quoteIdentifier(policy.name()) + " ON "
                        + SqlNames.of(table.name()) + " USING (" + TextEdit.apply(condition, changes) + ")"),
                null,
                null);
    }

    private static List<TextEdit> inSubquery(String text, int location, boolean small) {
        List<SqlTokens.Token> tokens = SqlTokens.of(text.substring(location));
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol('(')) {
                int end = location + tokens.get(SqlTokens.closing(tokens, i)).end();
                return List.of(
                        new TextEdit(Span.at(location), small ? "(select " : "(SELECT "),
                        new TextEdit(Span.at(end), ")"));
            }
        }
        return List.of();
    }

    private static boolean isStable(SchemaContext schema, FuncCall call) {
        List<Routine> routines = schema.state().routines(schema.state().resolve(Nodes.names(call.funcname())));
        return routines.isEmpty()
                ? Trees.functionName(call).equals("current_setting")
                : routines.stream()
                        .allMatch(routine -> RoutineProperties.of(routine, schema)
                                .filter(properties -> properties.volatility().equals("stable"))
                                .isPresent());
    }

    /** The calls that are the same for all rows, outside of subqueries. */
    private static void collect(SchemaContext schema, Node node, List<FuncCall> calls) {
        if (node instanceof SubLink) {
            return;
        }
        if (node instanceof FuncCall call && !Policies.hasColumn(call) && isCostly(schema, call)) {
            calls.add(call);
            return;
        }
        node.forEachChild(child -> collect(schema, child, calls));
    }

    /** PostgreSQL's own functions are cheap, but for the one that looks a setting up by its name. */
    private static boolean isCostly(SchemaContext schema, FuncCall call) {
        List<String> names = Nodes.names(call.funcname());
        boolean system = names.size() > 1 && names.get(0).equals("pg_catalog");
        if (Trees.functionName(call).equals("current_setting") && (names.size() == 1 || system)) {
            return true;
        }
        QualifiedName name = schema.state().resolve(names);
        List<Routine> routines = schema.state().routines(name);
        if (routines.isEmpty()) {
            return names.size() > 1 && !system;
        }
        // an immutable one is evaluated when the query is planned
        return routines.stream()
                .noneMatch(
                        routine -> routine.definition().toUpperCase(Locale.ROOT).contains("IMMUTABLE"));
    }
}
