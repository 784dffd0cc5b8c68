package dev.pgwright.load.folded;

import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TypeCast;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what the names in expressions mean. */
final class Binder {
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "tableoid", "xmin", "xmax", "cmin", "cmax");
    private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "currval", "setval");

    private final Folding folding;

    Binder(Folding folding) {
        this.folding = folding;
    }

    /** An expression that names no columns: a default. */
    Expression constant(Node tree) {
        Map<Node, Target> bound = new IdentityHashMap<>();
        Nodes.walk(tree, node -> bindOther(node, bound));
        return new Expression(tree, bound);
    }

    /** An expression over the columns of one relation: a check, an index key, a generated column. */
    Expression ofRelation(Node tree, RelationEntry relation) {
        Map<Node, Target> bound = new IdentityHashMap<>();
        boolean queries = !Nodes.all(tree, SelectStmt.class).isEmpty();
        Nodes.walk(tree, node -> {
            if (node instanceof ColumnRef reference) {
                bindColumn(reference, relation, bound, queries);
            } else {
                bindOther(node, bound);
            }
        });
        return new Expression(tree, bound);
    }

    private void bindColumn(ColumnRef reference, RelationEntry relation, Map<Node, Target> bound, boolean queries) {
        List<String> parts = Nodes.names(reference.fields());
        if (parts.size() != reference.fields().size() || parts.isEmpty()) {
            return;
        }
        String name = parts.get(parts.size() - 1);
        if (parts.size() > 1 && !parts.get(parts.size() - 2).equals(relation.name.name())) {
            return;
        }
        ColumnEntry column = relation.column(name);
        if (column != null) {
            bound.put(reference, new Target(0, column.number));
        } else if (!SYSTEM_COLUMNS.contains(name) && !name.equals(relation.name.name()) && !queries) {
            throw Refusal.missingColumn(name, "column \"" + String.join(".", parts) + "\" does not exist");
        }
    }

    /** Functions, types, sequences and relations. */
    void bindOther(Node node, Map<Node, Target> bound) {
        if (node instanceof FuncCall call) {
            bindCall(call, bound);
        } else if (node instanceof TypeName type) {
            TypeRef found = find(type);
            if (found != null && found.object() != 0) {
                bound.put(type, new Target(found.object(), 0));
            }
        } else if (node instanceof RangeVar relation) {
            int found = folding.scope().findRelation(relation);
            if (found != 0) {
                bound.put(relation, new Target(found, 0));
            }
        }
    }

    private @Nullable TypeRef find(TypeName type) {
        List<String> parts = Nodes.names(type.names());
        int found = folding.scope().findType(parts);
        return found == 0 || (parts.size() == 1 && BuiltinTypes.exists(parts.get(0)))
                ? null
                : TypeRef.made(found, Scope.nameOf(parts));
    }

    private void bindCall(FuncCall call, Map<Node, Target> bound) {
        List<String> parts = Nodes.names(call.funcname());
        List<Integer> routines = folding.scope().findRoutines(parts);
        List<Integer> fitting = new ArrayList<>();
        for (int oid : routines) {
            if (folding.store.get(oid) instanceof RoutineEntry routine && takes(routine, call)) {
                fitting.add(oid);
            }
        }
        // with overloads it stays open which one is meant
        if (fitting.size() == 1) {
            bound.put(call, new Target(fitting.get(0), 0));
        }
        if (SEQUENCE_FUNCTIONS.contains(Scope.nameOf(parts)) && !call.args().isEmpty()) {
            bindSequence(call.args().get(0), bound);
        }
    }

    private static boolean takes(RoutineEntry routine, FuncCall call) {
        int given = call.args().size();
        int most = 0;
        int least = 0;
        boolean variadic = false;
        for (RoutineEntry.Parameter parameter : routine.parameters) {
            if (parameter.isInput()) {
                most++;
                least += parameter.hasDefault() ? 0 : 1;
                variadic |= parameter.mode().equals("VARIADIC");
            }
        }
        return given >= least && (variadic || given <= most);
    }

    /** The literal of {@code nextval('s')} or {@code nextval('s'::regclass)}; one cast to text is looked up later. */
    private void bindSequence(Node argument, Map<Node, Target> bound) {
        Node literal = argument;
        if (argument instanceof TypeCast cast && cast.arg() != null && cast.typeName() != null) {
            if (!Nodes.names(cast.typeName().names()).contains("regclass")) {
                return;
            }
            literal = cast.arg();
        }
        if (literal instanceof A_Const constant && constant.sval() != null) {
            int found = folding.scope()
                    .findRelation(QualifiedText.parts(Scope.text(constant.sval().sval())));
            if (found != 0) {
                bound.put(literal, new Target(found, 0));
            }
        }
    }

    /** What an expression of a relation's part makes the part depend on. */
    static List<Dependency> dependencies(Expression expression, int relation, int own, Dependency.Strength ofColumns) {
        List<Dependency> dependencies = new ArrayList<>();
        for (int column : expression.ownColumns()) {
            dependencies.add(new Dependency(relation, column, own, ofColumns));
        }
        for (Target target : expression.others()) {
            dependencies.add(new Dependency(target.object(), target.column(), own, Dependency.Strength.NORMAL));
        }
        return dependencies;
    }
}
