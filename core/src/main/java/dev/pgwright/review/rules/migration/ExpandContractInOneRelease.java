package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineBody;
import dev.pgwright.review.RoutineBody.Inner;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.UpdateStmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The first and the last step of a change that takes several releases, in one. */
public final class ExpandContractInOneRelease implements HistoryRule {

    private static final RuleInfo INFO = RuleInfo.migration(
                    "expand-contract-in-one-release", Needs.HISTORY, Severity.WARNING)
            .detects(
                    "A column is added, filled from another one, and the other one is dropped or renamed, in one migration or"
                            + " in migrations that are pending together.")
            .cost("code that still uses the old column fails as soon as they are run")
            .safe("Ship the step that drops the old column in a later release, after all code has moved.")
            .seed("Planning: multi-step expand-contract")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private record Move(QualifiedName table, String from, String to) {}

    @Override
    public void check(HistoryContext history, Report report) {
        for (List<MigrationContext> release : history.releases()) {
            check(history, release, report);
        }
    }

    private static void check(HistoryContext history, List<MigrationContext> release, Report report) {
        Set<ColumnName> added = new HashSet<>();
        List<Move> moves = new ArrayList<>();
        for (ReleaseStep at : ReleaseStep.of(release)) {
            Node tree = at.step().tree();
            if (tree instanceof AlterTableStmt alter && alter.relation() != null) {
                QualifiedName table = history.state().resolve(alter.relation());
                for (Node node : alter.cmds()) {
                    if (node instanceof AlterTableCmd action && !ReleaseStep.isNew(release, table)) {
                        if (action.subtype() == AlterTableType.AT_AddColumn
                                && action.def() instanceof ColumnDef column
                                && column.colname() != null) {
                            added.add(new ColumnName(table, column.colname()));
                        } else if (action.subtype() == AlterTableType.AT_DropColumn) {
                            told(moves, table, String.valueOf(action.name()), "dropped", at, report);
                        }
                    }
                }
            } else if (tree instanceof RenameStmt rename
                    && rename.renameType() == ObjectType.OBJECT_COLUMN
                    && rename.relation() != null) {
                QualifiedName table = history.state().resolve(rename.relation());
                told(moves, table, String.valueOf(rename.subname()), "renamed", at, report);
            }
            changes(at).forEach(update -> moves(history, update, added, moves));
        }
    }

    private static Stream<UpdateStmt> changes(ReleaseStep at) {
        Optional<RoutineBody> body = at.step().tree() instanceof DoStmt
                ? at.migration().body(at.step().statement())
                : Optional.empty();
        return Stream.concat(
                        Stream.of(at.step().tree()),
                        body.stream().flatMap(found -> found.sql().stream().map(Inner::sql)))
                .filter(Objects::nonNull)
                .flatMap(tree -> Nodes.all(tree, UpdateStmt.class).stream());
    }

    private static void moves(HistoryContext history, UpdateStmt update, Set<ColumnName> added, List<Move> moves) {
        if (update.relation() == null) {
            return;
        }
        QualifiedName table = history.state().resolve(update.relation());
        for (Node node : update.targetList()) {
            if (node instanceof ResTarget target
                    && target.name() != null
                    && target.val() != null
                    && added.contains(new ColumnName(table, target.name()))) {
                for (ColumnRef reference : Nodes.all(target.val(), ColumnRef.class)) {
                    List<String> names = Nodes.names(reference.fields());
                    if (!names.isEmpty()) {
                        moves.add(new Move(table, names.get(names.size() - 1), target.name()));
                    }
                }
            }
        }
    }

    private static void told(
            List<Move> moves, QualifiedName table, String column, String verb, ReleaseStep at, Report report) {
        moves.stream()
                .filter(move -> move.table().equals(table) && move.from().equals(column))
                .findFirst()
                .ifPresent(move -> report.found(
                                at.migration(),
                                at.step(),
                                "Column " + column + " of " + table + " is " + verb + " in the same release that fills "
                                        + move.to() + " from it, so no code has moved yet")
                        .about(table.toString()));
    }
}
