package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.plan.Apart;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.server.RelationKind;
import dev.pgwright.source.Span;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.Constraint;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** VALIDATE CONSTRAINT under a strong lock, which the detour by NOT VALID was to avoid. */
public final class ValidateInSameTransaction implements MigrationRule {
    private static final RuleInfo INFO = RuleInfo.migration("validate-in-same-transaction", Needs.SQL, Severity.ERROR)
            .detects(
                    "VALIDATE CONSTRAINT in the transaction that added the constraint NOT VALID, or that already holds a lock"
                            + " which keeps writes out of an existing table.")
            .cost("the earlier lock stays while every row is read")
            .safe("Commit after adding the constraint, and validate it in the next migration.")
            .seed("Migration Safety: adding foreign key -> NOT VALID + VALIDATE")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (Step step : migration.steps()) {
            if (!(step.tree() instanceof AlterTableStmt alter) || alter.relation() == null) {
                continue;
            }
            Optional<RelationEffect> altered = step.effectOn(alter.relation());
            if (altered.isEmpty()) {
                continue;
            }
            QualifiedName table = altered.get().relation();
            for (int i = 0; i < alter.cmds().size(); i++) {
                if (alter.cmds().get(i) instanceof AlterTableCmd command
                        && command.subtype() == AlterTableType.AT_ValidateConstraint) {
                    Span span = AlterAction.span(migration.source().text(), step.span(), i);
                    why(migration, step, i, table, String.valueOf(command.name()))
                            .ifPresent(why -> report.found(migration, step, why)
                                    .at(span)
                                    .on(table)
                                    .fix(
                                            alter.cmds().size() == 1
                                                    ? Apart.inOwnTransaction(migration.change(step))
                                                    : Optional.empty()));
                }
            }
        }
    }

    private static Optional<String> why(
            MigrationContext migration, Step step, int number, QualifiedName table, String constraint) {
        List<Step> before = migration.steps().stream()
                .filter(other -> other.number() < step.number()
                        && other.inTransaction()
                        && other.transaction() == step.transaction())
                .toList();
        boolean addedHere = adds(step, number, constraint);
        boolean addedBefore = before.stream()
                .anyMatch(other -> other.tree() instanceof AlterTableStmt alter
                        && alter.relation() != null
                        && other.effectOn(alter.relation())
                                .filter(effect -> effect.relation().equals(table))
                                .isPresent()
                        && adds(other, alter.cmds().size(), constraint));
        if (addedHere || addedBefore) {
            return Optional.of("The constraint " + constraint + " of " + table + " is validated in the "
                    + (addedHere ? "statement" : "transaction")
                    + " that adds it, so the lock of adding it stays while every row is read");
        }
        return before.stream()
                .flatMap(other -> other.existing().stream())
                .filter(effect -> effect.mode().blocksWrites() && isTable(effect.kind()))
                .max(Comparator.comparing(RelationEffect::mode))
                .map(effect -> "The constraint " + constraint + " of " + table
                        + " is validated while the transaction still holds "
                        + effect.mode().sql().toUpperCase(Locale.ROOT) + " on " + effect.relation());
    }

    private static boolean isTable(RelationKind kind) {
        return kind == RelationKind.TABLE
                || kind == RelationKind.PARTITIONED_TABLE
                || kind == RelationKind.MATERIALIZED_VIEW;
    }

    private static boolean adds(Step step, int actions, String constraint) {
        return step.tree() instanceof AlterTableStmt alter
                && alter.cmds().stream()
                        .limit(actions)
                        .anyMatch(node -> node instanceof AlterTableCmd command
                                && command.def() instanceof Constraint added
                                && added.skipValidation()
                                && constraint.equals(added.conname()));
    }
}
