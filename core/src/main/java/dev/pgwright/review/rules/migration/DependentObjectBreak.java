package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.ObjectWithArgs;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What bodies of functions in quotes name, and PostgreSQL therefore does not know of. */
public final class DependentObjectBreak implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("dependent-object-break", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "DROP or RENAME of a table, view, column or function that the body of a function names, which PostgreSQL"
                            + " does not check.")
            .cost("fails at run time, when the function is called")
            .safe(
                    "Replace the functions first; bodies in SQL-standard form (BEGIN ATOMIC) make PostgreSQL know what they"
                            + " need.")
            .seed("Planning: assess risk")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        SchemaState state = statement.state();
        for (AlterAction action : statement.alterations(AlterTableType.AT_DropColumn)) {
            String column = String.valueOf(action.command().name());
            told(
                            users(statement, column, body -> body.names(action.table(), column)),
                            "column " + column + " of " + action.table())
                    .ifPresent(message -> report.found(action, message).whateverTheSize());
        }
        Set<ObjectType> relations = Set.of(ObjectType.OBJECT_TABLE, ObjectType.OBJECT_VIEW, ObjectType.OBJECT_MATVIEW);
        for (DroppedObject dropped : DroppedObject.relations(statement, relations)) {
            if (!isMadeLater(statement, dropped.name())) {
                told(
                                users(statement, dropped.name().name(), body -> body.names(dropped.name())),
                                dropped.name().toString())
                        .ifPresent(message -> report.found(statement, message)
                                .at(dropped.place())
                                .about(dropped.name().toString()));
            }
        }
        if (statement.tree() instanceof RenameStmt rename && rename.relation() != null) {
            Optional<QualifiedName> relation = statement.existing(rename.relation());
            String column = rename.subname();
            if (rename.renameType() == ObjectType.OBJECT_COLUMN && column != null) {
                relation.flatMap(name -> told(
                                users(statement, column, body -> body.names(name, column)),
                                "column " + column + " of " + name))
                        .ifPresent(message -> report.found(statement, message));
            } else if (relations.contains(rename.renameType())) {
                relation.filter(name -> !isMadeLater(statement, name))
                        .flatMap(name -> told(users(statement, name.name(), body -> body.names(name)), name.toString()))
                        .ifPresent(message -> report.found(statement, message));
            }
        }
        if (statement.tree() instanceof DropStmt drop && drop.removeType() == ObjectType.OBJECT_FUNCTION) {
            for (Node object : drop.objects()) {
                if (object instanceof ObjectWithArgs routine) {
                    List<String> written = Nodes.names(routine.objname());
                    QualifiedName name = state.resolve(written);
                    if (state.routines(name).size() == 1 && !isReplaced(statement, name)) {
                        told(users(statement, name.name(), body -> body.calls(name)), "function " + name)
                                .ifPresent(message ->
                                        report.found(statement, message).about(name.toString()));
                    }
                }
            }
        }
    }

    private static Optional<String> told(List<QualifiedName> users, String what) {
        return users.isEmpty()
                ? Optional.empty()
                : Optional.of((users.size() == 1 ? "The body of function " : "The bodies of functions ")
                        + String.join(
                                ", ",
                                users.stream().map(QualifiedName::toString).toList())
                        + (users.size() == 1 ? " names " : " name ") + what
                        + ", which PostgreSQL does not check: the next call fails");
    }

    /** The functions that stay as they are and do what is asked. */
    private static List<QualifiedName> users(StatementContext statement, String word, Predicate<FunctionBody> asked) {
        return statement.state().routines().stream()
                .filter(routine -> routine.definition().contains(word))
                .filter(routine -> FunctionBody.of(routine, statement.state())
                        .filter(asked)
                        .isPresent())
                .map(Routine::name)
                .filter(name -> !isReplaced(statement, name))
                .distinct()
                .toList();
    }

    /** Whether a later statement makes the function again, or drops it. */
    private static boolean isReplaced(StatementContext statement, QualifiedName function) {
        return statement.later().stream().anyMatch(later -> {
            if (later.tree() instanceof CreateFunctionStmt create) {
                return statement.state().resolve(Nodes.names(create.funcname())).equals(function);
            }
            return later.tree() instanceof DropStmt drop
                    && drop.objects().stream()
                            .anyMatch(object -> object instanceof ObjectWithArgs routine
                                    && statement
                                            .state()
                                            .resolve(Nodes.names(routine.objname()))
                                            .equals(function));
        });
    }

    /** Whether a later statement gives the name to something else. */
    private static boolean isMadeLater(StatementContext statement, QualifiedName relation) {
        return statement.later().stream().anyMatch(later -> {
            RangeVar made = null;
            if (later.tree() instanceof CreateStmt create) {
                made = create.relation();
            } else if (later.tree() instanceof ViewStmt view) {
                made = view.view();
            } else if (later.tree() instanceof CreateTableAsStmt create && create.into() != null) {
                made = create.into().rel();
            } else if (later.tree() instanceof RenameStmt rename) {
                return relation.name().equals(rename.newname());
            }
            return made != null
                    && relation.name().equals(made.relname())
                    && (made.schemaname() == null || relation.schema().equals(made.schemaname()));
        });
    }
}
