package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SubLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
            .byHand("the policy has to be written anew with its own words")
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
                                    + " compared with.");
                }
            }
        }
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
        List<dev.pgwright.catalog.Routine> routines = schema.state().routines(name);
        if (routines.isEmpty()) {
            return names.size() > 1 && !system;
        }
        // an immutable one is evaluated when the query is planned
        return routines.stream()
                .noneMatch(
                        routine -> routine.definition().toUpperCase(Locale.ROOT).contains("IMMUTABLE"));
    }
}
