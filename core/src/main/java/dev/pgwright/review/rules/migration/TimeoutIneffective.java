package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.MigrationRule;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.Report.Draft;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Settings;
import dev.pgwright.review.Settings.Assignment;
import dev.pgwright.review.Settings.Value;
import dev.pgwright.review.Step;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Timeouts that do not do what they seem to do. */
public final class TimeoutIneffective implements MigrationRule {
    private static final Parameter LONGEST_LOCK =
            new Parameter("longest-lock-timeout", 10_000, "the longest lock_timeout in ms that is accepted");
    private static final Parameter LONGEST_STATEMENT =
            new Parameter("longest-statement-timeout", 600_000, "the longest statement_timeout in ms that is accepted");

    private static final RuleInfo INFO = RuleInfo.migration("timeout-ineffective", Needs.SQL, Severity.WARNING)
            .detects("lock_timeout or statement_timeout is 0, longer than the limit, no valid time, "
                    + "set after the first statement that blocks others, or set with LOCAL outside of a "
                    + "transaction.")
            .safe("Set a short value before the first locking statement, in the same transaction.")
            .parameter(LONGEST_LOCK)
            .parameter(LONGEST_STATEMENT)
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(MigrationContext migration, Report report) {
        Optional<Step> first =
                migration.steps().stream().filter(TimeoutIneffective::blocks).findFirst();
        Set<String> seen = new HashSet<>();
        for (Step step : migration.steps()) {
            Optional<Assignment> set = Assignment.of(step.tree())
                    .filter(assignment -> assignment.value() != null && TIMEOUTS.contains(assignment.name()));
            if (set.isEmpty()) {
                continue;
            }
            String name = set.get().name();
            String text = set.get().value();
            boolean again = seen.contains(name);
            if (!set.get().local() || step.inTransaction()) {
                seen.add(name);
            }
            message(migration, step, set.get(), again ? Optional.empty() : first, report)
                    .ifPresent(message -> {
                        Draft found = report.found(migration, step, message).about(name + " = " + text);
                        if (set.get().local() && !step.inTransaction()) {
                            found.advice(
                                    "Put BEGIN in front of it and COMMIT behind the statements that it is for, or SET it for the"
                                            + " session and RESET it; "
                                            + migration.migration().up().transactionReason() + ".");
                        }
                    });
        }
    }

    private static final Set<String> TIMEOUTS = Set.of(Settings.LOCK_TIMEOUT, Settings.STATEMENT_TIMEOUT);

    private static Optional<String> message(
            MigrationContext migration, Step step, Assignment set, Optional<Step> first, Report report) {
        String text = set.name() + " = " + set.value();
        if (set.local() && !step.inTransaction()) {
            return Optional.of("SET LOCAL outside of a transaction changes nothing: " + text + " never holds");
        }
        Optional<Long> time = new Value(String.valueOf(set.value()), set.local(), step.span()).milliseconds();
        if (time.isEmpty()) {
            return Optional.of("PostgreSQL does not take " + text + " for a time");
        }
        boolean lock = Settings.LOCK_TIMEOUT.equals(set.name());
        List<Step> under = migration.steps().stream()
                .filter(other -> other.settings()
                        .value(String.valueOf(set.name()))
                        .filter(value -> value.span().equals(step.span()))
                        .isPresent())
                .filter(lock ? TimeoutIneffective::blocks : TimeoutIneffective::worksLong)
                .toList();
        if (time.get() == 0) {
            return under.isEmpty()
                    ? Optional.empty()
                    : Optional.of(text + " means no limit, for what blocks " + blocked(under.get(0)) + " too");
        }
        long longest = report.limit(lock ? LONGEST_LOCK : LONGEST_STATEMENT);
        if (time.get() > longest && !under.isEmpty()) {
            return Optional.of(text + " is longer than " + longest + " ms, and so long may " + blocked(under.get(0))
                    + " be out of use");
        }
        boolean late = first.filter(other ->
                        other.number() < step.number() && !other.settings().limits(String.valueOf(set.name())))
                .isPresent();
        return late && lock
                ? Optional.of(text + " comes too late for the statement on line "
                        + migration
                                .source()
                                .position(first.get().span().start())
                                .line() + ", which blocks "
                        + blocked(first.get()))
                : Optional.empty();
    }

    private static boolean blocks(Step step) {
        return step.existing().stream().anyMatch(effect -> effect.mode().blocksWrites());
    }

    private static boolean worksLong(Step step) {
        return step.existing().stream().anyMatch(step::blocksLong);
    }

    private static String blocked(Step step) {
        return step.existing().stream()
                .max(Comparator.comparing(RelationEffect::mode))
                .map(effect -> effect.relation().toString())
                .orElse("");
    }
}
