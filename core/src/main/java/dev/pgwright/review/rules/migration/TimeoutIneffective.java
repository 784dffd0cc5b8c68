package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.Fix;
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
import dev.pgwright.review.fix.TimeoutFixes;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            .fixable()
            .parameter(LONGEST_LOCK)
            .parameter(LONGEST_STATEMENT)
            .seed("Migrations: lock implications understood")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> TIMEOUTS = Set.of(Settings.LOCK_TIMEOUT, Settings.STATEMENT_TIMEOUT);

    /** What --fix sets in the place of no limit: what lock-timeout-missing sets. */
    private static final long SHORT_LOCK = 5_000;

    /** What is wrong with a setting, and what to do about it; null where another finding's fix does it. */
    private record Fault(String message, @Nullable Fix fix) {}

    @Override
    public void check(MigrationContext migration, Report report) {
        Set<String> effective = new HashSet<>();
        Set<String> without = new HashSet<>();
        for (Step step : migration.steps()) {
            Optional<Assignment> set = Assignment.of(step.tree())
                    .filter(assignment -> assignment.value() != null && TIMEOUTS.contains(assignment.name()));
            if (set.isEmpty()) {
                continue;
            }
            String name = String.valueOf(set.get().name());
            Optional<Fault> fault = fault(migration, step, set.get(), report);
            if (fault.isEmpty() && !effective.contains(name)) {
                fault = late(migration, step, set.get(), without.contains(name));
            }
            boolean nowhere = set.get().local() && !step.inTransaction();
            (nowhere ? without : effective).add(name);
            fault.ifPresent(found -> {
                Draft draft = report.found(migration, step, found.message())
                        .about(name + " = " + set.get().value())
                        .fix(found.fix());
                if (nowhere) {
                    draft.advice(
                            "Put BEGIN in front of it and COMMIT behind the statements that it is for, or SET it for the"
                                    + " session and RESET it; "
                                    + migration.migration().up().transactionReason() + ".");
                }
            });
        }
    }

    private static Optional<Fault> fault(MigrationContext migration, Step step, Assignment set, Report report) {
        String text = set.name() + " = " + set.value();
        TimeoutFixes fixes = new TimeoutFixes(migration, step, set);
        if (set.local() && !step.inTransaction()) {
            return Optional.of(new Fault(
                    "SET LOCAL outside of a transaction changes nothing: " + text + " never holds",
                    fixes.forSession()));
        }
        Optional<Long> time = new Value(String.valueOf(set.value()), set.local(), step.span()).milliseconds();
        if (time.isEmpty()) {
            return Optional.of(new Fault("PostgreSQL does not take " + text + " for a time", fixes.spelled()));
        }
        boolean lock = Settings.LOCK_TIMEOUT.equals(set.name());
        List<Step> under = migration.steps().stream()
                .filter(other -> other.settings()
                        .value(String.valueOf(set.name()))
                        .filter(value -> value.span().equals(step.span()))
                        .isPresent())
                .filter(lock ? TimeoutIneffective::blocks : TimeoutIneffective::worksLong)
                .toList();
        long longest = report.limit(lock ? LONGEST_LOCK : LONGEST_STATEMENT);
        if (under.isEmpty() || (time.get() > 0 && time.get() <= longest)) {
            return Optional.empty();
        }
        String limit = TimeoutFixes.time(lock && time.get() == 0 ? Math.min(SHORT_LOCK, longest) : longest);
        String message = time.get() == 0
                ? text + " means no limit, for what blocks " + blocked(under.get(0)) + " too"
                : text + " is longer than " + longest + " ms, and so long may " + blocked(under.get(0))
                        + " be out of use";
        return Optional.of(new Fault(message, fixes.changed(limit, under)));
    }

    /**
     * A lock_timeout behind a statement that blocks others without one.
     *
     * @param tried whether one was set before to no effect, which is mended first
     */
    private static Optional<Fault> late(MigrationContext migration, Step step, Assignment set, boolean tried) {
        if (!Settings.LOCK_TIMEOUT.equals(set.name())) {
            return Optional.empty();
        }
        // only the first that blocks counts: one that comes later was seen by whoever wrote this
        Optional<Step> first = migration.steps().stream()
                .filter(TimeoutIneffective::blocks)
                .findFirst()
                .filter(other ->
                        other.number() < step.number() && !other.settings().limits(Settings.LOCK_TIMEOUT));
        return first.map(other -> new Fault(
                set.name() + " = " + set.value() + " comes too late for the statement on line "
                        + migration.source().position(other.span().start()).line() + ", which blocks "
                        + blocked(other),
                tried
                        ? null
                        : new TimeoutFixes(migration, step, set)
                                .earlier(migration.steps().subList(other.number(), step.number()).stream()
                                        .filter(TimeoutIneffective::blocks)
                                        .filter(missed -> !missed.settings().limits(Settings.LOCK_TIMEOUT))
                                        .toList())));
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
