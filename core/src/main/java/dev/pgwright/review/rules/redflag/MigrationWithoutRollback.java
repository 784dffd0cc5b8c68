package dev.pgwright.review.rules.redflag;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.review.Area;
import dev.pgwright.review.FindingsRule;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationFindings;
import dev.pgwright.review.MigrationNotes;
import dev.pgwright.review.MigrationNotes.Note;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.sql.ParsedSql;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.CheckPointStmt;
import dev.pgwright.sql.tree.ClusterStmt;
import dev.pgwright.sql.tree.CommentStmt;
import dev.pgwright.sql.tree.DiscardStmt;
import dev.pgwright.sql.tree.ExplainStmt;
import dev.pgwright.sql.tree.LockStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.RefreshMatViewStmt;
import dev.pgwright.sql.tree.ReindexStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.TransactionStmt;
import dev.pgwright.sql.tree.VacuumStmt;
import dev.pgwright.sql.tree.VariableSetStmt;
import java.util.List;
import java.util.Optional;

/** A migration that nothing takes back, and nobody says why. */
public final class MigrationWithoutRollback implements FindingsRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "migration-without-rollback", Area.RED_FLAG, Needs.HISTORY, Severity.WARNING)
            .detects(
                    "A migration has no way back where most of its history has one, or loses data without any, and no note says"
                            + " how to recover.")
            .cost("the way back is thought out while production is down")
            .safe("Write the way back or, where there is none, a comment -- rollback: that says how to recover.")
            .seed("Red flag: migrations without rollback plans")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationFindings found, Report report) {
        MigrationContext migration = found.migration();
        if (migration.migration().kind() != Migration.Kind.VERSIONED || migration.hasWayBack() || isNoted(migration)) {
            return;
        }
        Optional<ReviewFinding> loss = found.losses().stream().findFirst();
        Optional<Step> first = migration.steps().stream()
                .filter(step -> leavesSomething(step.tree()))
                .findFirst();
        if (loss.isPresent()) {
            Step step = found.step(loss.get());
            report.found(
                            migration,
                            step,
                            "This migration loses data (" + loss.get().rule().id()
                                    + ") and has no way back, and no note says how to recover")
                    .advice(
                            "Say in a comment -- rollback: how the data is recovered, such as from a copy that is made first"
                                    + " or from a backup, and who decides it.");
        } else if (first.isPresent() && isUsual(found.history())) {
            report.found(
                            migration,
                            first.get(),
                            "This migration has no way back as most of its history has, and no note says why")
                    .advice(place(migration.migration().framework())
                            + ", or say in a comment -- rollback: why there is none and how to recover.");
        }
    }

    /** A note may stand in an empty way back as well. */
    private static boolean isNoted(MigrationContext migration) {
        Optional<ParsedSql> down = migration.down();
        return migration.notes().text(Note.RECOVERY).isPresent()
                || down.flatMap(script -> MigrationNotes.of(script).text(Note.RECOVERY))
                        .isPresent();
    }

    /** Whether people here write ways back: at least half of the migrations have one. */
    private static boolean isUsual(HistoryContext history) {
        List<MigrationContext> versioned = history.migrations().stream()
                .filter(migration -> migration.migration().kind() == Migration.Kind.VERSIONED)
                .toList();
        long with = versioned.stream().filter(MigrationContext::hasWayBack).count();
        return with > 0 && 2 * with >= versioned.size();
    }

    /** Whether a statement leaves something that a way back could take away. */
    private static boolean leavesSomething(Node tree) {
        if (tree instanceof AlterTableStmt alter) {
            return alter.cmds().stream()
                    .anyMatch(command -> !(command instanceof AlterTableCmd action
                            && action.subtype() == AlterTableType.AT_ValidateConstraint));
        }
        boolean nothing = tree instanceof TransactionStmt
                || tree instanceof VariableSetStmt
                || tree instanceof CommentStmt
                || tree instanceof VacuumStmt
                || tree instanceof ReindexStmt
                || tree instanceof RefreshMatViewStmt
                || tree instanceof ClusterStmt
                || tree instanceof LockStmt
                || tree instanceof ExplainStmt
                || tree instanceof CheckPointStmt
                || tree instanceof DiscardStmt
                || (tree instanceof SelectStmt select && select.intoClause() == null);
        return !nothing;
    }

    /** Where the tool looks for ways back. */
    private static String place(Framework framework) {
        return switch (framework) {
            case FLYWAY -> "Write a U file of the same version";
            case LIQUIBASE -> "Write a rollback for the changeset";
            case GOLANG_MIGRATE, SQLX -> "Write the .down.sql file";
            case GOOSE -> "Write it below -- +goose Down";
            case DBMATE -> "Write it below -- migrate:down";
            case DIESEL -> "Write its down.sql";
            case PRISMA, DRIZZLE, SUPABASE, RAILS_STRUCTURE, DJANGO_SQLMIGRATE, PLAIN ->
                "Write the script that takes it back";
        };
    }
}
