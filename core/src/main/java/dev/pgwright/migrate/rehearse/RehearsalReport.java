package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.LeftOut;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.rehearse.PlanRehearsal.Measured;
import dev.pgwright.workload.DatabaseFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a rehearsal at two scales says of a plan.
 *
 * @param rows of all tables together, at the larger scale
 * @param leftOut the tables that had none: of them nothing is shown
 * @param usualWait the longest query of a client while nothing else ran, in seconds
 * @param steps as measured at the larger scale
 * @param target how times here become those of the target
 * @param notShown what the rehearsal says nothing about, a line each
 * @param reasons why the plan must not be run, a line each; none if it may
 */
public record RehearsalReport(
        MigrationPlan plan,
        long rows,
        List<LeftOut> leftOut,
        double usualWait,
        List<Step> steps,
        Calibration target,
        List<String> notShown,
        List<String> reasons) {
    public RehearsalReport {
        leftOut = List.copyOf(leftOut);
        steps = List.copyOf(steps);
        notShown = List.copyOf(notShown);
        reasons = List.copyOf(reasons);
    }

    /**
     * A step.
     *
     * @param expected how long it takes at the size of production, in seconds, at the target's speed where that was timed;
     *     null where that is not known or its time does not grow
     * @param wal how much of the log it writes there; null where that is not known
     * @param disk by how much the database grows there; null where that is not known
     */
    public record Step(
            Measured measured,
            @Nullable Seconds expected,
            @Nullable Bytes wal,
            @Nullable Bytes disk) {}

    /** A number of bytes with its bounds. */
    public record Bytes(long least, long most) {}

    /** Whether the plan may be run. */
    public boolean isGo() {
        return reasons.isEmpty();
    }

    /**
     * Puts both scales together.
     *
     * @param facts sizes in production, as far as they are known
     * @param sizes rows of each table at the larger scale
     * @param longestWait of any client's query with which the plan may still be run, in seconds
     * @param clients how many were to be at work
     */
    public static RehearsalReport of(
            MigrationPlan plan,
            PlanRehearsal.Result small,
            PlanRehearsal.Result large,
            DatabaseFacts facts,
            ToLongFunction<QualifiedName> sizes,
            double longestWait,
            int clients) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < large.steps().size(); i++) {
            Measured measured = large.steps().get(i);
            double growth = (double) large.rows() / Math.max(1, small.rows());
            Measured before = small.steps().get(i);
            Optional<Double> times = growth <= 1 ? Optional.empty() : times(measured, facts, sizes);
            steps.add(
                    times.isEmpty()
                            ? new Step(measured, null, null, null)
                            : new Step(
                                    measured,
                                    large.target()
                                            .of(expected(before.seconds(), measured.seconds(), growth, times.get())),
                                    expected(before.walBytes(), measured.walBytes(), growth, times.get()),
                                    expected(before.diskBytes(), measured.diskBytes(), growth, times.get())));
        }
        List<String> reasons = new ArrayList<>();
        if (large.failure() != null) {
            reasons.add(large.failure());
        }
        reasons.addAll(large.lost());
        reasons.addAll(large.outages());
        if (large.queries() == 0 && clients > 0 && !large.steps().isEmpty() && large.rows() > 0) {
            reasons.add(
                    "clients found nothing to run, so that nothing is shown of what they meet: no table that they may use"
                            + " has a primary key; name queries that they run with --workload, or none with --clients 0");
        }
        for (Measured step : large.steps()) {
            if (step.failed() > 0) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "%d of %d queries of clients failed during step %d (%s), the first with: %s",
                        step.failed(),
                        step.queries(),
                        step.step().number(),
                        step.step().title(),
                        Objects.requireNonNullElse(step.error(), "").replaceAll("\\s+", " ")));
            }
            if (step.longestWait() > longestWait) {
                reasons.add(String.format(
                        Locale.ROOT,
                        "a query of a client took %.2f s during step %d (%s)",
                        step.longestWait(),
                        step.step().number(),
                        step.step().title()));
            }
        }
        return new RehearsalReport(
                plan,
                large.rows(),
                large.leftOut(),
                large.usualWait(),
                steps,
                large.target(),
                notShown(large),
                reasons);
    }

    private static List<String> notShown(PlanRehearsal.Result result) {
        List<String> notShown = new ArrayList<>();
        if (result.queries() == 0) {
            notShown.add("what clients meet: none ran a query");
        }
        if (result.notRun() > 0) {
            notShown.add("what queries of the workload meet for which no values are known that PostgreSQL takes: "
                    + result.notRun());
        }
        if (result.target().isMeasured()) {
            notShown.add("how fast the target writes: nothing is written there");
        }
        return notShown;
    }

    /** How many times the rows of the larger scale the largest table has that a step works through. */
    private static Optional<Double> times(Measured measured, DatabaseFacts facts, ToLongFunction<QualifiedName> sizes) {
        return worked(measured.step()).stream()
                .flatMap(lock -> facts.tables().stream()
                        .filter(table -> table.name().toString().equals(lock.relation())))
                .max((left, right) -> Long.compare(left.rows(), right.rows()))
                .map(largest -> largest.rows() / (double) Math.max(1, sizes.applyAsLong(largest.name())));
    }

    /**
     * By the line through both scales at the least, and as a sort grows at the most. What takes no longer with more rows
     * is not extrapolated.
     */
    private static Seconds expected(double before, double now, double growth, double times) {
        double least = line(before, now, growth, times);
        double most = now * times * (1 + Math.log(Math.max(1, times)) / Math.log(10) / 4);
        return new Seconds(Math.max(now, least), Math.max(most, least));
    }

    /** By the line through both scales, and in proportion to the rows, whichever is less and more. */
    private static Bytes expected(long before, long now, double growth, double times) {
        long line = Math.round(line(before, now, growth, times));
        long proportional = Math.round(now * times);
        return new Bytes(Math.min(line, proportional), Math.max(line, proportional));
    }

    private static double line(double before, double now, double growth, double times) {
        double slope = Math.max(0, now - before) / (growth - 1) * growth;
        return now + slope * (times - 1);
    }

    private static List<StepLock> worked(PlanStep step) {
        return step.locks().stream().filter(lock -> !lock.work().isEmpty()).toList();
    }
}
