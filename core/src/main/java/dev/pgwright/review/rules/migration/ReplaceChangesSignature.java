package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DropStmt;
import dev.pgwright.sql.tree.ObjectWithArgs;
import java.util.List;
import java.util.Optional;

/** CREATE OR REPLACE that replaces nothing. */
public final class ReplaceChangesSignature implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("replace-changes-signature", Needs.HISTORY, Severity.ERROR)
            .detects(
                    "CREATE OR REPLACE of a function or procedure with other argument types than the one that is there, which"
                            + " leaves two of them.")
            .cost("old callers go on to call the old one, calls that fit both fail")
            .safe("Drop the old one in the same transaction, or give the new one another name and move the callers.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof CreateFunctionStmt create) || !create.replace()) {
            return;
        }
        List<String> written = Nodes.names(create.funcname());
        QualifiedName name = statement.state().resolve(written);
        List<Routine> known = statement.state().routines(name);
        // several of one name are meant
        if (known.size() != 1 || WholeFile.hasMadeRoutine(statement, written) || isDropped(statement, written)) {
            return;
        }
        Optional<List<String>> before = FunctionParts.statement(known.get(0)).map(FunctionParts::inputs);
        List<String> now = FunctionParts.inputs(create);
        if (before.isPresent() && !before.get().equals(now)) {
            report.found(
                            statement,
                            "This replaces nothing: " + name + "(" + String.join(", ", before.get()) + ") stays beside "
                                    + name + "(" + String.join(", ", now) + ")")
                    .about(name.toString());
        }
    }

    private static boolean isDropped(StatementContext statement, List<String> written) {
        return WholeFile.trees(statement)
                .anyMatch(tree -> tree instanceof DropStmt drop
                        && drop.objects().stream()
                                .anyMatch(object -> object instanceof ObjectWithArgs routine
                                        && last(Nodes.names(routine.objname())).equals(last(written))));
    }

    private static String last(List<String> names) {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }
}
