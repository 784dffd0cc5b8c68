package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.Step;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import java.util.Objects;
import java.util.Set;

/** Triggers, and with them foreign keys, put out of action. */
public final class DisableTrigger implements MigrationRule {
    private static final Set<AlterTableType> DISABLING =
            Set.of(AlterTableType.AT_DisableTrig, AlterTableType.AT_DisableTrigAll, AlterTableType.AT_DisableTrigUser);

    private static final Set<AlterTableType> ENABLING_ALL =
            Set.of(AlterTableType.AT_EnableTrigAll, AlterTableType.AT_EnableTrigUser);

    private static final RuleInfo INFO = RuleInfo.migration("disable-trigger", Needs.SQL, Severity.ERROR)
            .detects(
                    "DISABLE TRIGGER on an existing table, or session_replication_role = replica: what the triggers keep true"
                            + " goes unchecked, foreign keys too.")
            .cost("SHARE ROW EXCLUSIVE on the table; rows that break the rules stay in it")
            .safe(
                    "Mend the data so that the triggers may fire; if that cannot be, enable them again in the same transaction"
                            + " and check the rows.")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            Assignment.of(step.tree())
                    .filter(set -> "session_replication_role".equals(set.name()) && "replica".equals(set.value()))
                    .ifPresent(set -> report.found(
                            migration,
                            step,
                            "With session_replication_role = replica no trigger fires and no foreign key is checked, on any"
                                    + " table"));
            if (step.tree() instanceof AlterTableStmt alter && alter.relation() != null) {
                step.effectOn(alter.relation())
                        .ifPresent(effect -> disabled(migration, step, alter, effect.relation(), report));
            }
        }
    }

    private static void disabled(
            MigrationContext migration, Step step, AlterTableStmt alter, QualifiedName table, Report report) {
        for (int i = 0; i < alter.cmds().size(); i++) {
            if (alter.cmds().get(i) instanceof AlterTableCmd command && DISABLING.contains(command.subtype())) {
                boolean one = command.subtype() == AlterTableType.AT_DisableTrig;
                String end = isEnabledAgain(migration, step, i, table, command)
                        ? " until enabled again: what is written meanwhile is never checked"
                        : ", and nothing in the migration enables " + (one ? "it" : "them") + " again";
                report.found(
                                migration,
                                step,
                                what(command) + " of " + table + " no longer fire" + (one ? "s" : "") + end)
                        .at(AlterAction.span(migration.source().text(), step.span(), i))
                        .on(table)
                        .whateverTheSize();
            }
        }
    }

    private static String what(AlterTableCmd command) {
        return switch (command.subtype()) {
            case AT_DisableTrig -> "The trigger " + command.name();
            case AT_DisableTrigUser -> "The triggers";
            default -> "The triggers and foreign keys";
        };
    }

    private static boolean isEnabledAgain(
            MigrationContext migration, Step step, int number, QualifiedName table, AlterTableCmd disabled) {
        for (Step later : migration.steps()) {
            if (later.number() >= step.number()
                    && later.tree() instanceof AlterTableStmt alter
                    && alter.relation() != null
                    && later.effectOn(alter.relation())
                            .filter(effect -> effect.relation().equals(table))
                            .isPresent()) {
                int from = later == step ? number + 1 : 0;
                boolean enables = alter.cmds().stream()
                        .skip(from)
                        .anyMatch(node -> node instanceof AlterTableCmd command
                                && (ENABLING_ALL.contains(command.subtype())
                                        || (command.subtype() == AlterTableType.AT_EnableTrig
                                                && Objects.equals(command.name(), disabled.name()))));
                if (enables) {
                    return true;
                }
            }
        }
        return false;
    }
}
