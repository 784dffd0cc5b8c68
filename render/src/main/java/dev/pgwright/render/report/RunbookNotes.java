package dev.pgwright.render.report;

import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.plan.PlanStep.Space;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.plan.PlanStep.Work;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.review.Amounts;
import dev.pgwright.server.LockMode;
import dev.pgwright.workload.HourlyLoad;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a runbook says about a plan as a whole, so that people can decide: a list of sentences each, without bullets. */
final class RunbookNotes {
    private final MigrationPlan plan;
    private final @Nullable HourlyLoad load;

    /** @param load null where nobody knows it */
    RunbookNotes(MigrationPlan plan, @Nullable HourlyLoad load) {
        this.plan = plan;
        this.load = load;
    }

    /** What nobody has told the plan. */
    List<String> openQuestions() {
        List<String> open = new ArrayList<>();
        boolean sizes = locks().anyMatch(lock -> !lock.work().isEmpty() && lock.seconds() == null);
        if (sizes) {
            open.add("How large are the tables? The plan has no time and no space for some of its steps: a database as"
                    + " `--from`, or `--facts`, says it.");
        }
        if (plan.proof() == null) {
            open.add("Does it work? It was not tried on a server.");
        }
        String opaque = numbers(PlanStep::opaque);
        if (!opaque.isEmpty()) {
            open.add("What does the database's own code lock, and which rows does it change, that " + opaque
                    + " may run?");
        }
        boolean gone = !plan.losses().isEmpty() || plan.steps().stream().anyMatch(this::waits);
        if (gone && plan.steps().stream().allMatch(step -> step.breaks().isEmpty())) {
            open.add("Which code uses what ends here? No query is known that does; `--workload` takes those of"
                    + " pg_stat_statements, reports and other programs.");
        }
        return open;
    }

    /** Other ways, with what they cost. */
    List<String> alternatives() {
        List<String> ways = new ArrayList<>();
        String waiting = numbers(step -> waits(step) && isRename(step));
        if (!waiting.isEmpty()) {
            ways.add("New names at one moment (`--renames-at-once`): no second column, no trigger, no wait for a"
                    + " deployment before " + waiting
                    + "; but every query with the other name fails between the statement"
                    + " and the deployment, and again on the way back.");
        }
        String built = numbers(step -> step.mode() == Mode.NO_TRANSACTION && has(step, Work.INDEX));
        if (!built.isEmpty()) {
            ways.add("Indexes without CONCURRENTLY (" + built
                    + "): the table is read once, not twice, and nothing invalid"
                    + " can be left; but nobody writes to it meanwhile.");
        }
        String copied = numbers(RunbookNotes::copies);
        boolean partitioned = plan.steps().stream()
                .flatMap(step -> step.run().stream())
                .anyMatch(sql -> sql.startsWith("CREATE TABLE ") && sql.contains(") PARTITION BY "));
        if (!copied.isEmpty() && partitioned) {
            ways.add("The table as it is as one partition of the new one, in place of a copy (" + copied + "): it is"
                    + " renamed and attached, for which a new key is built and a check reads it once; no trigger, no"
                    + " second table on the disk; but the schema wanted must have that one partition for all rows that"
                    + " are there, and the way back loses what goes to others.");
        }
        String batched = numbers(step -> has(step, Work.BATCHES) && !copies(step));
        if (!batched.isEmpty()) {
            ways.add("One UPDATE in place of batches (" + batched + "): all or nothing; but its rows stay locked and"
                    + " VACUUM can clear nothing away until it ends.");
        }
        String read = numbers(step -> step.run().stream().anyMatch(sql -> sql.contains(" VALIDATE CONSTRAINT ")));
        if (!read.isEmpty()) {
            ways.add("Constraints at once, without NOT VALID (" + read
                    + "): fewer steps; but all use of the table waits" + " while its rows are read.");
        }
        String blocking = numbers(PlanStep::blocks);
        if (!blocking.isEmpty()) {
            ways.add("A copy of the table that is kept equal by triggers, in place of " + blocking
                    + ": nobody waits; but it is another migration, which this plan does not make.");
        }
        return ways;
    }

    /** When to run it. */
    List<String> window() {
        List<String> when = new ArrayList<>();
        String blocking = numbers(PlanStep::blocks);
        String strong = numbers(step -> !step.blocks() && isStrong(step));
        if (!blocking.isEmpty()) {
            when.add("In a window in which the application is stopped or hardly used: " + blocking + ".");
        }
        if (!strong.isEmpty()) {
            when.add("In the quietest hours, since each waits for transactions that use the table and lets others wait"
                    + " behind it: " + strong + ".");
        }
        String any = numbers(step -> !step.blocks() && !isStrong(step));
        if (!any.isEmpty()) {
            when.add("At any time, better with little load: " + any + ".");
        }
        if (!blocking.isEmpty() || !strong.isEmpty()) {
            when.add(quietHours());
        }
        return when;
    }

    private String quietHours() {
        HourlyLoad known = load;
        if (known == null) {
            return "Which hours are quiet is unknown to this plan: neither statistics nor queries say the load by the hour."
                    + " `--hourly-load FILE` takes a CSV file with the columns at and transactions, one line an hour for a"
                    + " week, of `SELECT now() AS at, xact_commit + xact_rollback AS transactions FROM pg_stat_database"
                    + " WHERE datname = current_database()`. `migrate apply` can be stopped and continued between any two"
                    + " steps.";
        }
        String seen = " (" + known.source() + ", each hour seen on " + days(known.days()) + ")";
        return known.quiet()
                .map(quiet -> String.format(
                        Locale.ROOT,
                        "Proposed: `--window '%s %s'`, with %.1f transactions per second on average, against %.1f over the"
                                + " day and %.1f in its busiest hour%s.",
                        quiet.window(),
                        known.zone(),
                        quiet.perSecond(),
                        known.average(),
                        Collections.max(known.perSecond()),
                        seen))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "No hour has half of the average load of %.1f transactions per second or less, so none is proposed%s.",
                        known.average(),
                        seen));
    }

    private static String days(double days) {
        return days < 2 ? "one day only" : Math.round(Math.floor(days)) + " days";
    }

    /** Times and space of all steps together, as far as they are known. */
    List<String> totals() {
        List<String> totals = new ArrayList<>();
        together(locks())
                .ifPresent(time -> totals.add(
                        "All work on rows together: " + time + "; waits for locks and deployments come on top."));
        together(plan.wayBack(plan.steps().size()).stream()
                        .flatMap(step -> step.backLocks().stream())
                        .flatMap(part -> part.locks().stream()))
                .ifPresent(time -> totals.add("The way back from the end: " + time + "."));
        room().ifPresent(room -> totals.add("Free disk space, at the most: " + room + "."));
        return totals;
    }

    private static Optional<String> together(Stream<StepLock> locks) {
        List<Seconds> times =
                locks.map(StepLock::seconds).filter(Objects::nonNull).toList();
        double least = times.stream().mapToDouble(Seconds::least).sum();
        double most = times.stream().mapToDouble(Seconds::most).sum();
        return times.isEmpty() ? Optional.empty() : Optional.of(LockWords.time(new Seconds(least, most)));
    }

    /** Room on the disk for all steps together; empty where nobody knows the sizes. */
    Optional<String> room() {
        List<Space> spaces =
                locks().map(StepLock::space).filter(Objects::nonNull).toList();
        long disk = spaces.stream().mapToLong(Space::diskBytes).sum();
        long wal = spaces.stream().mapToLong(Space::walBytes).sum();
        return spaces.isEmpty()
                ? Optional.empty()
                : Optional.of(Amounts.bytes(disk) + " for files and " + Amounts.bytes(wal)
                        + " for WAL that replicas or the archive have not taken");
    }

    /** Whether a column has its new name from a step on. */
    private boolean isRename(PlanStep step) {
        return plan.renames().stream()
                .filter(rename -> rename.object().startsWith("column "))
                .anyMatch(rename -> step.title()
                        .endsWith(rename.object().substring(rename.object().lastIndexOf('.')) + " to " + rename.to()));
    }

    /** Who has to know. */
    List<String> people() {
        List<String> people = new ArrayList<>();
        people.add("Those on call for the database and the application: when it begins, and how to stop it (`pgwright"
                + " migrate pause`, `abort`).");
        String waiting = numbers(this::waits);
        people.add(
                waiting.isEmpty()
                        ? "Those who own the application: the notes of each step say what code must bear."
                        : "Those who own the application: " + waiting + " must not run before their deployment.");
        if (!plan.losses().isEmpty()) {
            people.add("Those who own the data that is destroyed, and those who make backups.");
        }
        boolean columns = plan.steps().stream()
                .flatMap(step -> step.run().stream())
                .anyMatch(sql -> sql.contains(" ADD COLUMN ") || sql.contains(" DROP COLUMN "));
        if (columns) {
            people.add("Those who read these tables elsewhere (logical replication, change capture, reports): columns"
                    + " come and go; a subscriber needs a new column before the publisher has it.");
        }
        return people;
    }

    private boolean waits(PlanStep step) {
        return !step.awaits().isEmpty();
    }

    static boolean isStrong(PlanStep step) {
        return step.locks().stream().anyMatch(lock -> lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE));
    }

    private static boolean copies(PlanStep step) {
        return step.backfill() != null && step.backfill().statement().startsWith("INSERT ");
    }

    private static boolean has(PlanStep step, Work work) {
        return step.locks().stream().anyMatch(lock -> lock.work().contains(work));
    }

    private Stream<StepLock> locks() {
        return plan.steps().stream().flatMap(step -> step.locks().stream());
    }

    /** {@code step 3}, {@code steps 3, 5 and 9}, or nothing. */
    private String numbers(Predicate<PlanStep> which) {
        List<String> numbers = plan.steps().stream()
                .filter(which)
                .map(step -> String.valueOf(step.number()))
                .toList();
        if (numbers.size() < 2) {
            return numbers.isEmpty() ? "" : "step " + numbers.get(0);
        }
        return "steps " + String.join(", ", numbers.subList(0, numbers.size() - 1)) + " and "
                + numbers.get(numbers.size() - 1);
    }
}
