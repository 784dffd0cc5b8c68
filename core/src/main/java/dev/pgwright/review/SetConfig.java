package dev.pgwright.review;

import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code SELECT set_config('name', 'value', is_local)}, the way dumps and libraries set parameters. */
final class SetConfig {
    private SetConfig() {}

    static Optional<Assignment> of(Node statement) {
        if (!(statement instanceof SelectStmt select)
                || !select.fromClause().isEmpty()
                || select.targetList().size() != 1
                || !(select.targetList().get(0) instanceof ResTarget target)
                || !(target.val() instanceof FuncCall call)) {
            return Optional.empty();
        }
        List<Node> arguments = call.args();
        if (!Trees.functionName(call).equals("set_config") || arguments.size() != 3) {
            return Optional.empty();
        }
        Optional<String> name = Trees.text(arguments.get(0));
        Optional<String> value = Trees.text(arguments.get(1));
        if (name.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        boolean local = Trees.text(arguments.get(2))
                .map(text -> text.equals("true") || text.equals("t"))
                .orElse(false);
        return Optional.of(new Assignment(name.get().toLowerCase(Locale.ROOT), value.get(), local));
    }
}
