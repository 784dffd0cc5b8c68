package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.QueryScope.Column;
import dev.pgwright.load.folded.QueryScope.Item;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.A_Indirection;
import dev.pgwright.sql.tree.BoolExpr;
import dev.pgwright.sql.tree.CaseExpr;
import dev.pgwright.sql.tree.CoalesceExpr;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ParamRef;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SubLink;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is found out about one query while it is analysed. */
final class Analysis {
    final Folding folding;
    final TypeRules rules;
    final CallResolver calls;
    final OperatorResolver operators;
    final OutsideNames outside;

    /** Whether the type of a parameter is what the query says, as in PREPARE; else whoever calls may say another. */
    final boolean deducesParameters;

    /** What names refer to, for dependencies. */
    final Map<Node, Target> bound = new IdentityHashMap<>();

    final Map<ColumnRef, Reference> references = new IdentityHashMap<>();
    final Map<Node, TypeRef> types = new IdentityHashMap<>();
    final Map<Node, Signature> functions = new IdentityHashMap<>();

    /** What the operands of an operator are cast to, left and right. */
    final Map<A_Expr, OperatorResolver.Found> comparisons = new IdentityHashMap<>();

    /** Aggregates and the level whose rows they take. */
    final Map<Node, QueryScope> aggregates = new IdentityHashMap<>();

    /** Which column of the result an item of ORDER BY, GROUP BY or DISTINCT ON means, counted from 0. */
    final Map<Node, Integer> positions = new IdentityHashMap<>();

    final List<QueryScope> scopes = new ArrayList<>();
    final Map<QueryScope, List<Column>> outputs = new IdentityHashMap<>();
    final Map<Integer, TypeRef> parameters = new HashMap<>();

    /** Parameters where they have no type yet. */
    final List<ParamRef> openParameters = new ArrayList<>();

    private final Consumer<QueryFault> faults;

    /** What a column reference means; the column is null for a whole row. */
    record Reference(QueryScope scope, Item item, @Nullable Column column) {}

    /** What CALL calls, and no query. */
    @Nullable FuncCall called;

    Analysis(Folding folding, OutsideNames outside, boolean deducesParameters, Consumer<QueryFault> faults) {
        this.folding = folding;
        this.rules = new TypeRules(folding);
        this.calls = new CallResolver(folding, rules);
        this.operators = new OperatorResolver(folding, rules);
        this.outside = outside;
        this.deducesParameters = deducesParameters;
        this.faults = faults;
    }

    QueryScope open(@Nullable QueryScope outer, Node query) {
        QueryScope scope = new QueryScope(outer, query);
        scopes.add(scope);
        return scope;
    }

    /** Says why the server would refuse the query; where anything may exist, nothing is certain. */
    void fault(String sqlState, String message, String object, int location) {
        if (!folding.unknowns.isEverything()) {
            faults.accept(new QueryFault(sqlState, message, object, location));
        }
    }

    void fault(Refusal refusal, String sqlState, int location) {
        if (refusal.kind() != FoldFault.Kind.NOT_FOLLOWED) {
            fault(sqlState, refusal.message(), refusal.object(), location);
        }
    }

    /** Says which parameter stays without a type (parse_param.c and prepare.c of PostgreSQL 18). */
    void requireParameters() {
        for (ParamRef open : openParameters) {
            fault(
                    parameters.containsKey(open.number()) ? "42P08" : "42P18",
                    "could not determine data type of parameter $" + open.number(),
                    "$" + open.number(),
                    parameters.containsKey(open.number()) ? open.location() : -1);
        }
    }

    /** The type of a parameter or variable around the query, null where it is not known. */
    @Nullable TypeRef outsideType(List<String> parts) {
        try {
            return outside.type(parts).map(folding.types::resolve).orElse(null);
        } catch (Refusal missing) {
            return null;
        }
    }

    String shown(@Nullable TypeRef type) {
        return type == null ? "unknown" : rules.shown(type);
    }

    static boolean isUntyped(@Nullable TypeRef type) {
        return type != null && TypeRules.isUntyped(type);
    }

    /** Where an expression starts, as far as the server counts it (exprLocation); -1 where that is not kept. */
    static int location(@Nullable Node node) {
        if (node instanceof ColumnRef one) {
            return one.location();
        } else if (node instanceof FuncCall one) {
            return one.location();
        } else if (node instanceof A_Expr one) {
            int left = location(one.lexpr());
            return left < 0 ? one.location() : Math.min(left, one.location());
        } else if (node instanceof A_Const one) {
            return one.location();
        } else if (node instanceof TypeCast one) {
            int inner = location(one.arg());
            return inner < 0 ? one.location() : Math.min(inner, one.location());
        } else if (node instanceof TypeName one) {
            return one.location();
        } else if (node instanceof RangeVar one) {
            return one.location();
        } else if (node instanceof ParamRef one) {
            return one.location();
        } else if (node instanceof ResTarget one) {
            return one.location();
        } else if (node instanceof SubLink one) {
            return one.location();
        } else if (node instanceof CaseExpr one) {
            return one.location();
        } else if (node instanceof CoalesceExpr one) {
            return one.location();
        } else if (node instanceof BoolExpr one) {
            return one.location();
        } else if (node instanceof A_Indirection one) {
            return location(one.arg());
        }
        return -1;
    }
}
