package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.FunctionParameter;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The SQL in the body of a function, as far as it is text that PostgreSQL does not look into when it is made. */
final class FunctionBody {
    private final Routine routine;
    private final SchemaState state;
    private final List<Node> trees;
    private final Set<String> variables;

    private FunctionBody(Routine routine, SchemaState state, List<Node> trees, Set<String> variables) {
        this.routine = routine;
        this.state = state;
        this.trees = trees;
        this.variables = variables;
    }

    /** Empty for bodies in SQL-standard form, in other languages, and those that do not parse. */
    static Optional<FunctionBody> of(Routine routine, SchemaState state) {
        ParsedSql parsed = Sql.parse(SourceFile.of("", routine.definition()));
        if (parsed.statements().size() != 1
                || !(parsed.statements().get(0).tree() instanceof CreateFunctionStmt made)
                || made.sqlBody() != null) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        made.parameters().forEach(node -> {
            if (node instanceof FunctionParameter parameter && parameter.name() != null) {
                names.add(parameter.name());
            }
        });
        String language = text(made.options(), "language");
        if (language.equalsIgnoreCase("sql")) {
            List<Node> trees = Sql.parse(SourceFile.of("", text(made.options(), "as"))).statements().stream()
                    .map(Statement::tree)
                    .toList();
            return Optional.of(new FunctionBody(routine, state, trees, names));
        }
        if (!language.equalsIgnoreCase("plpgsql")) {
            return Optional.empty();
        }
        return RoutineBody.ofDefinition(parsed.statements().get(0), routine.definition())
                .map(body -> {
                    names.addAll(body.variables());
                    return new FunctionBody(routine, state, body.expressions(), names);
                });
    }

    private static String text(List<Node> options, String name) {
        for (Node option : options) {
            if (option instanceof DefElem element && name.equals(element.defname())) {
                Node value = element.arg();
                if (value instanceof PgList list && list.items().size() == 1) {
                    value = list.items().get(0);
                }
                return value instanceof PgString text ? String.valueOf(text.sval()) : "";
            }
        }
        return "";
    }

    /** Whether it names a table or view. */
    boolean names(QualifiedName relation) {
        return routine.definition().contains(relation.name())
                && trees.stream().anyMatch(tree -> !ranges(tree, relation).isEmpty());
    }

    /** Whether it calls a function. */
    boolean calls(QualifiedName function) {
        return routine.definition().contains(function.name())
                && !routine.name().equals(function)
                && trees.stream()
                        .flatMap(tree -> Nodes.all(tree, FuncCall.class).stream())
                        .map(call -> Nodes.names(call.funcname()))
                        .anyMatch(name -> name.get(name.size() - 1).equals(function.name())
                                && state.resolve(name).equals(function));
    }

    /** Whether it names a column of a table, for certain. */
    boolean names(QualifiedName table, String column) {
        if (!routine.definition().contains(column)) {
            return false;
        }
        boolean ofTrigger = state.table(table).stream()
                .flatMap(known -> known.triggers().stream())
                .anyMatch(
                        trigger -> trigger.definition().contains(routine.name().name() + "("));
        return trees.stream().anyMatch(tree -> names(tree, table, column, ofTrigger));
    }

    private boolean names(Node tree, QualifiedName table, String column, boolean ofTrigger) {
        List<RangeVar> ranges = ranges(tree, table);
        boolean alone = Nodes.all(tree, RangeVar.class).stream()
                .allMatch(range -> ranges.contains(range)
                        || state.table(range)
                                .filter(other -> other.column(column).isEmpty())
                                .isPresent());
        for (ColumnRef reference : Nodes.all(tree, ColumnRef.class)) {
            List<String> names = Nodes.names(reference.fields());
            if (names.isEmpty() || !names.get(names.size() - 1).equals(column)) {
                continue;
            }
            if (names.size() == 1) {
                if (!ranges.isEmpty() && alone && !variables.contains(column)) {
                    return true;
                }
            } else {
                String qualifier = names.get(names.size() - 2);
                boolean row = ofTrigger && (qualifier.equals("new") || qualifier.equals("old"));
                if (row || ranges.stream().anyMatch(range -> qualifier.equals(alias(range)))) {
                    return true;
                }
            }
        }
        return tree instanceof InsertStmt insert
                ? ranges.contains(insert.relation()) && targets(insert.cols(), column)
                : tree instanceof UpdateStmt update
                        && ranges.contains(update.relation())
                        && targets(update.targetList(), column);
    }

    private static boolean targets(List<Node> targets, String column) {
        return targets.stream().anyMatch(node -> node instanceof ResTarget target && column.equals(target.name()));
    }

    private static @Nullable String alias(RangeVar range) {
        return range.alias() == null ? range.relname() : range.alias().aliasname();
    }

    private List<RangeVar> ranges(Node tree, QualifiedName relation) {
        return Nodes.all(tree, RangeVar.class).stream()
                .filter(range -> relation.name().equals(range.relname())
                        && state.resolve(range).equals(relation))
                .toList();
    }
}
