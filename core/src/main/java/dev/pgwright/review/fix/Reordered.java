package dev.pgwright.review.fix;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.review.DataChange;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.CallStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.ExecuteStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements of a transaction that are moved behind a later one of it. */
public final class Reordered {
    private final MigrationContext migration;
    private final List<Step> moved;
    private final Step last;

    private Reordered(MigrationContext migration, List<Step> moved, Step last) {
        this.migration = migration;
        this.moved = moved;
        this.last = last;
    }

    /**
     * Moves steps behind another one.
     *
     * @param moved in order; no other step up to the last touches a relation of theirs
     * @param last of the same transaction
     */
    public static Fix behind(MigrationContext migration, List<Step> moved, Step last) {
        Reordered order = new Reordered(migration, moved, last);
        Optional<String> obstacle = order.obstacle();
        return obstacle.isPresent()
                ? new Fix.ByHand(obstacle.get())
                : new Fix.Edits("take the strong lock last", order.edits());
    }

    private Optional<String> obstacle() {
        List<Step> all = migration.steps().subList(moved.get(0).number(), last.number() + 1);
        for (Step step : all) {
            if (step.tree() instanceof VariableSetStmt) {
                return Optional.of("a setting stands between the statements");
            }
            if (isUnseen(step)) {
                return Optional.of("what a statement between them does cannot be seen");
            }
            if (step.tree() instanceof LockStmt) {
                return Optional.of("the transaction locks tables on purpose");
            }
            if (!moved.contains(step)) {
                if (!DataChange.of(step.tree()).isEmpty() && !isConfined(step)) {
                    return Optional.of("triggers or foreign keys may take its rows to other tables");
                }
                boolean named = moved.stream()
                        .filter(earlier -> earlier.number() < step.number())
                        .anyMatch(earlier -> !Movable.mayFollow(
                                earlier.span().of(migration.source().text()),
                                step.tree(),
                                migration.state()::isBuiltinType));
                if (named) {
                    return Optional.of("the statements have names in common");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isUnseen(Step step) {
        boolean calls = step.tree() instanceof SelectStmt
                && !Nodes.all(step.tree(), FuncCall.class).isEmpty();
        return calls
                || step.effects().opaque()
                || step.tree() instanceof DoStmt
                || step.tree() instanceof CallStmt
                || step.tree() instanceof ExecuteStmt
                || step.tree() instanceof TransactionStmt
                || step.tree() instanceof CreateFunctionStmt
                || step.tree() instanceof CreateExtensionStmt;
    }

    /** Whether what is done to rows stays away from the tables that are moved past. */
    private boolean isConfined(Step step) {
        for (DataChange change : DataChange.of(step.tree())) {
            Optional<Table> table = step.table(change.target());
            if (table.isEmpty() || !table.get().triggers().isEmpty()) {
                return false;
            }
            boolean referenced = moved.stream()
                    .flatMap(other -> other.tables().values().stream())
                    .flatMap(other -> other.of(Constraint.ForeignKey.class).stream())
                    .anyMatch(key -> key.referenced().equals(table.get().name()));
            if (referenced) {
                return false;
            }
        }
        return true;
    }

    private List<TextEdit> edits() {
        String text = migration.source().text();
        Lines lines = new Lines(text);
        List<TextEdit> edits = new ArrayList<>();
        StringBuilder behind = new StringBuilder();
        for (Step step : moved) {
            int before = step.number() == 0
                    ? 0
                    : migration.steps().get(step.number() - 1).span().end();
            Span whole = lines.around(step.span(), before);
            behind.append(whole.of(text).strip()).append('\n');
            edits.add(new TextEdit(whole, ""));
        }
        boolean ended = lines.behindSemicolon(last.span().end()) > last.span().end();
        int at = ended ? lines.below(last.span()) : last.span().end();
        String start = !ended ? ";\n" : text.charAt(at - 1) == '\n' ? "" : "\n";
        edits.add(new TextEdit(Span.at(at), start + behind));
        return edits;
    }
}
