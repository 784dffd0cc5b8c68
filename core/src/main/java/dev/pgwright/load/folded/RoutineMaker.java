package dev.pgwright.load.folded;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.load.folded.Expression.Target;
import dev.pgwright.load.folded.RoutineEntry.Parameter;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefineStmt;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes functions, procedures and aggregates. */
final class RoutineMaker {
    private final Folding folding;
    private final Store store;
    private final Routines routines;

    RoutineMaker(Folding folding) {
        this.folding = folding;
        this.store = folding.store;
        this.routines = new Routines(folding);
    }

    void create(CreateFunctionStmt statement) {
        QualifiedName name = folding.scope().created(Nodes.names(statement.funcname()));
        List<Parameter> parameters = parameters(statement.parameters());
        Routine.Kind kind = statement.isProcedure() ? Routine.Kind.PROCEDURE : Routine.Kind.FUNCTION;
        RoutineEntry made = new RoutineEntry(store.nextOid(), name, kind);
        made.parameters = parameters;
        made.returns = statement.returnType() == null ? null : folding.types.resolve(statement.returnType());
        made.set = (statement.returnType() != null && statement.returnType().setof())
                || parameters.stream().anyMatch(parameter -> parameter.mode().equals("TABLE"));
        RoutineEntry routine = put(made, statement.replace());
        routine.definition = folding.statementText();
        routine.volatility = RoutineOptions.volatility(statement.options()).orElse('v');
        List<Dependency> dependencies = typeDependencies(routine);
        if (statement.sqlBody() != null) {
            dependencies.addAll(bodyDependencies(statement.sqlBody(), routine.oid));
        }
        store.setDependencies(routine, dependencies);
    }

    private RoutineEntry put(RoutineEntry made, boolean replace) {
        RoutineEntry existing = null;
        for (int oid : store.routineNames().getOrDefault(made.name, List.of())) {
            if (store.get(oid) instanceof RoutineEntry routine
                    && routines.same(routine.inputTypes(), made.inputTypes())) {
                existing = routine;
            }
        }
        if (existing == null) {
            store.add(made);
            return made;
        }
        if (!replace) {
            throw Refusal.duplicate(
                    made.name.name(), "function \"" + made.name.name() + "\" already exists with same argument types");
        }
        if (existing.kind != made.kind) {
            throw Refusal.refused(made.name.name(), "cannot change routine kind");
        }
        requireCompatible(existing, made);
        store.touch(existing);
        existing.parameters = made.parameters;
        existing.returns = made.returns;
        existing.set = made.set;
        return existing;
    }

    /** ProcedureCreate of PostgreSQL's pg_proc.c. */
    private void requireCompatible(RoutineEntry existing, RoutineEntry made) {
        boolean same = existing.returns == null || made.returns == null
                ? (existing.returns == null) == (made.returns == null)
                : store.text(existing.returns.withModifier("")).equals(store.text(made.returns.withModifier("")));
        if (made.kind == Routine.Kind.FUNCTION && (!same || existing.set != made.set)) {
            throw Refusal.refused(made.name.name(), "cannot change return type of existing function");
        }
        List<Parameter> before =
                existing.parameters.stream().filter(Parameter::isInput).toList();
        List<Parameter> now =
                made.parameters.stream().filter(Parameter::isInput).toList();
        for (int i = 0; i < before.size() && i < now.size(); i++) {
            String name = Scope.text(before.get(i).name());
            if (!name.isEmpty() && !name.equals(Scope.text(now.get(i).name()))) {
                throw Refusal.refused(name, "cannot change name of input parameter \"" + name + "\"");
            }
        }
    }

    private List<Parameter> parameters(List<Node> nodes) {
        List<Parameter> parameters = new ArrayList<>();
        for (Node node : nodes) {
            if (node instanceof FunctionParameter parameter && parameter.argType() != null) {
                String mode = switch (parameter.mode()) {
                    case FUNC_PARAM_OUT -> "OUT";
                    case FUNC_PARAM_INOUT -> "INOUT";
                    case FUNC_PARAM_VARIADIC -> "VARIADIC";
                    case FUNC_PARAM_TABLE -> "TABLE";
                    default -> "IN";
                };
                parameters.add(new Parameter(
                        parameter.name(),
                        folding.types.resolve(parameter.argType()).withModifier(""),
                        mode,
                        parameter.defexpr() != null));
            }
        }
        return parameters;
    }

    private static List<Dependency> typeDependencies(RoutineEntry routine) {
        List<Dependency> dependencies = new ArrayList<>();
        for (Parameter parameter : routine.parameters) {
            add(dependencies, parameter.type());
        }
        add(dependencies, routine.returns);
        return dependencies;
    }

    private static void add(List<Dependency> dependencies, @Nullable TypeRef type) {
        if (type != null && type.object() != 0) {
            dependencies.add(Dependency.normal(type.object()));
        }
    }

    /** Of a body that the server keeps as a tree ({@code BEGIN ATOMIC}, {@code RETURN}). */
    private List<Dependency> bodyDependencies(Node body, int routine) {
        QueryBinder binder = new QueryBinder(folding, true);
        if (body instanceof PgList list) {
            list.items().forEach(item -> bindBody(item, binder));
        } else {
            bindBody(body, binder);
        }
        List<Dependency> dependencies = new ArrayList<>();
        for (Target target : binder.bound().values()) {
            if (target.object() != 0 && target.object() != routine) {
                dependencies.add(Dependency.normal(target.object(), target.column()));
            }
        }
        return dependencies;
    }

    private static void bindBody(Node node, QueryBinder binder) {
        if (node instanceof PgList list) {
            list.items().forEach(item -> bindBody(item, binder));
        } else if (node instanceof SelectStmt) {
            binder.query(node, null);
        } else {
            List<dev.pgwright.load.folded.QueryScope.Column> columns = binder.query(node, null);
            if (columns.isEmpty()) {
                binder.expression(node, new QueryScope(null));
            }
        }
    }

    void createAggregate(DefineStmt statement) {
        QualifiedName name = folding.scope().created(Nodes.names(statement.defnames()));
        List<Node> arguments = !statement.args().isEmpty() && statement.args().get(0) instanceof PgList list
                ? list.items()
                : List.of();
        RoutineEntry aggregate = new RoutineEntry(store.nextOid(), name, Routine.Kind.AGGREGATE);
        aggregate.parameters = parameters(arguments);
        aggregate = put(aggregate, statement.replace());
        aggregate.definition = folding.statementText();
        // AggregateCreate of PostgreSQL's pg_aggregate.c says so of all
        aggregate.volatility = 'i';
        List<Dependency> dependencies = typeDependencies(aggregate);
        for (Node option : statement.definition()) {
            if (option instanceof dev.pgwright.sql.tree.DefElem element
                    && element.arg() instanceof dev.pgwright.sql.tree.TypeName function) {
                List<Integer> found = folding.scope().findRoutines(Nodes.names(function.names()));
                found.stream().limit(1).forEach(oid -> dependencies.add(Dependency.normal(oid)));
            }
        }
        store.setDependencies(aggregate, dependencies);
        if (statement.oldstyle()) {
            folding.notFollowed(name.name(), "the arguments of an aggregate in the old style are not followed");
        }
    }
}
