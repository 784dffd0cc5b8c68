package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.tree.AlterTableStmt;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A weak lock first and a strong one later. */
public final class LockUpgradeInTransaction implements MigrationRule {

    private static final RuleInfo INFO = RuleInfo.migration("lock-upgrade-in-transaction", Needs.SQL, Severity.WARNING)
            .detects("A transaction reads or changes rows of an existing table and later takes a lock "
                    + "on it that blocks others.")
            .cost("a deadlock, which PostgreSQL ends by stopping one of the two")
            .safe("Take the strongest lock first, or split it into two transactions.")
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        for (List<Step> steps : migration.transactions().values()) {
            Map<QualifiedName, Step> weak = new LinkedHashMap<>();
            Set<QualifiedName> strong = new HashSet<>();
            for (Step step : steps) {
                for (RelationEffect effect : step.existing()) {
                    boolean table =
                            effect.kind() == RelationKind.TABLE || effect.kind() == RelationKind.PARTITIONED_TABLE;
                    if (!table || strong.contains(effect.relation())) {
                        continue;
                    }
                    Step before = weak.get(effect.relation());
                    if (effect.mode().compareTo(LockMode.ROW_EXCLUSIVE) <= 0) {
                        Step held = before == null ? step : stronger(before, step, effect.relation());
                        weak.put(effect.relation(), held);
                    } else if (before == null) {
                        strong.add(effect.relation());
                    } else if (conflicts(before, effect)) {
                        strong.add(effect.relation());
                        report.found(migration, step, message(migration, before, step, effect))
                                .on(effect.relation())
                                .whateverTheSize();
                    }
                }
            }
        }
    }

    private static Step stronger(Step before, Step step, QualifiedName table) {
        LockMode held = before.effectOn(table).map(RelationEffect::mode).orElse(LockMode.ACCESS_SHARE);
        return step.effectOn(table)
                        .filter(effect -> effect.mode().compareTo(held) > 0)
                        .isPresent()
                ? step
                : before;
    }

    private static boolean conflicts(Step before, RelationEffect effect) {
        return before.effectOn(effect.relation())
                .filter(held -> held.mode().conflictsWith(effect.mode()))
                .isPresent();
    }

    private static String message(MigrationContext migration, Step before, Step step, RelationEffect effect) {
        int line = migration.source().position(before.span().start()).line();
        boolean changed = before.effectOn(effect.relation())
                .filter(held -> held.mode() == LockMode.ROW_EXCLUSIVE)
                .isPresent();
        boolean deferred = Optional.ofNullable(step.tables().get(effect.relation())).stream()
                .flatMap(table -> table.foreignKeys().stream())
                .anyMatch(key -> key.deferrability() == Deferrability.INITIALLY_DEFERRED);
        if (changed && deferred && step.tree() instanceof AlterTableStmt) {
            return "PostgreSQL refuses to alter " + effect.relation()
                    + " while the deferred foreign keys of the rows changed on" + " line " + line
                    + " are still to be checked";
        }
        return "The transaction " + (changed ? "has changed rows of " : "uses ") + effect.relation() + " since line "
                + line
                + " and now needs " + effect.mode().sql().toUpperCase(Locale.ROOT)
                + " on it: with a session that does the same, or waits for a changed row, that is a deadlock";
    }
}
