package dev.pgwright.render.report;

import dev.pgwright.finding.Count;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.MigrationPlan.Rename;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.plan.PlanStep.Work;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.server.LockMode;
import dev.pgwright.workload.HourlyLoad;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan of a migration for people: a summary for the terminal, and the runbook. */
public final class PlanReport {
    private static final int QUERY = 120;

    /** First who waits, then for how long; of equal locks, that on a table of the user's own weighs more. */
    private static final Comparator<StepLock> WEIGHT = Comparator.comparing(
                    (StepLock lock) -> blocks(lock) && !lock.work().isEmpty())
            .thenComparing(PlanReport::blocks)
            .thenComparing(lock -> !lock.work().isEmpty())
            .thenComparing(lock -> lock.seconds() == null ? 0 : lock.seconds().most())
            .thenComparing(lock -> lock.work().contains(Work.REWRITE))
            .thenComparing(StepLock::mode)
            .thenComparing(lock -> !lock.relation().startsWith("pgwright_"));

    private PlanReport() {}

    /** What is done, a line for each step, and what it is to those who use the database meanwhile. */
    public static String text(MigrationPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.renames()
                .forEach(rename -> text.append("> ")
                        .append(rename.object())
                        .append(" becomes ")
                        .append(rename.to())
                        .append(" (")
                        .append(rename.because())
                        .append(")\n"));
        int width = String.valueOf(plan.steps().size()).length();
        for (PlanStep step : plan.steps()) {
            text.append(String.format(Locale.ROOT, "%" + (width + 1) + "d ", step.number()))
                    .append(step.title())
                    .append("\n")
                    .append(" ".repeat(width + 2))
                    .append(risk(step))
                    .append('\n');
            step.demands()
                    .forEach(what -> text.append(" ".repeat(width + 2))
                            .append("waits for a deployment: ")
                            .append(what)
                            .append('\n'));
            step.breaks()
                    .forEach(broken -> text.append(" ".repeat(width + 2))
                            .append("! fails from here on: ")
                            .append(oneLine(broken.query()))
                            .append('\n'));
        }
        plan.losses()
                .forEach(loss -> text.append("! destroys ").append(loss.what()).append('\n'));
        return text.append(proof(plan)).append('\n').toString();
    }

    private static String oneLine(String query) {
        String line = String.join(" ", query.strip().split("\\s+"));
        return line.length() <= QUERY ? line : line.substring(0, QUERY) + "...";
    }

    private static String proof(MigrationPlan plan) {
        if (plan.steps().isEmpty()) {
            return "Nothing is to be done: the schemas are the same.";
        }
        return plan.proof() == null
                ? "The plan was not tried: its first schema cannot be made on the embedded server."
                : "Tried on PostgreSQL " + plan.proof().server()
                        + ": it leads to the schema wanted, and its way back to the first one.";
    }

    /** The worst that it does to others, in a line. */
    private static String risk(PlanStep step) {
        StepLock worst = step.locks().stream().max(WEIGHT).orElse(null);
        if (worst == null) {
            return step.opaque() ? "runs code of the database's own, which may lock anything" : "nobody waits";
        }
        String time = worst.seconds() == null ? "" : ", " + LockWords.time(worst.seconds());
        if (worst.work().isEmpty()) {
            return worst.mode().conflictsWith(LockMode.ROW_EXCLUSIVE)
                    ? LockWords.words(worst.mode()) + " on " + worst.relation() + " for a moment, once it gets it"
                    : "reads and writes go on";
        }
        return worst.mode().conflictsWith(LockMode.ROW_EXCLUSIVE)
                ? "BLOCKS " + (worst.mode().conflictsWith(LockMode.ACCESS_SHARE) ? "all use" : "writes") + " of "
                        + worst.relation() + " while it " + LockWords.work(worst) + time
                : LockWords.work(worst) + " of " + worst.relation() + "; reads and writes go on" + time;
    }

    private static boolean blocks(StepLock lock) {
        return lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE);
    }

    /** {@code PLAN.md}: what those who run the migration hold in their hands. */
    public static String runbook(MigrationPlan plan, @Nullable HourlyLoad load) {
        StringBuilder page = new StringBuilder();
        page.append("# ").append(plan.title()).append("\n\n");
        page.append("From ")
                .append(code(plan.from().title()))
                .append(" to ")
                .append(code(plan.to().title()));
        page.append(", for PostgreSQL ")
                .append(plan.postgres())
                .append("; plan ")
                .append(code(plan.id()));
        page.append(". ").append(proof(plan)).append("\n\n");
        if (plan.steps().isEmpty()) {
            return page.toString();
        }
        page.append(Count.of(plan.steps().size(), "step"))
                .append(" in ")
                .append(Count.of(plan.steps().get(plan.steps().size() - 1).stage(), "stage"))
                .append(". Each is committed before the next begins; the migration may stop behind any of them, and")
                .append(" each says its way back.\n\n");
        RunbookNotes notes = new RunbookNotes(plan, load);
        section(page, "Open questions", notes.openQuestions());
        assumptions(page, plan);
        losses(page, plan);
        section(page, "When", notes.window());
        section(page, "Whom to tell", notes.people());
        goNoGo(page, plan, notes);
        risks(page, plan);
        section(page, "Time and space", notes.totals());
        section(page, "Other ways", notes.alternatives());
        page.append("## Steps\n");
        for (PlanStep step : plan.steps()) {
            step(page, step);
        }
        page.append("\n## The way back as a whole\n\n");
        page.append("Run the ways back of the last step of each stage, from the last stage to the first.\n");
        bullets(page, plan.notRestored(), "\nWhat it cannot make as it was:\n\n");
        List<String> gone = plan.steps().stream()
                .flatMap(step -> step.backLoses().stream())
                .map(Loss::what)
                .distinct()
                .toList();
        bullets(page, gone, "\nWhat it destroys:\n\n");
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("## ").append(title).append("\n\n");
            lines.forEach(line -> page.append("- ").append(line).append('\n'));
            page.append('\n');
        }
    }

    private static void assumptions(StringBuilder page, MigrationPlan plan) {
        List<Rename> assumed =
                plan.renames().stream().filter(rename -> !rename.isWritten()).toList();
        if (assumed.isEmpty()) {
            return;
        }
        page.append("## Assumptions\n\n");
        for (Rename rename : assumed) {
            page.append("- ")
                    .append(code(rename.object()))
                    .append(" and ")
                    .append(code(rename.to()))
                    .append(" are the same (")
                    .append(rename.because())
                    .append("). If they are not, say --allow-data-loss for the first and plan again.\n");
        }
        page.append('\n');
    }

    private static void losses(StringBuilder page, MigrationPlan plan) {
        if (plan.losses().isEmpty()) {
            return;
        }
        page.append("## What is destroyed\n\n");
        for (Loss loss : plan.losses()) {
            page.append("- ").append(loss.what()).append(" (allowed)\n");
        }
        page.append('\n');
    }

    private static void goNoGo(StringBuilder page, MigrationPlan plan, RunbookNotes notes) {
        page.append("## Go or no-go\n\n");
        List<String> checks = new ArrayList<>();
        if (!plan.losses().isEmpty()) {
            checks.add("There is a backup that was taken today, and somebody has restored it.");
        }
        checks.add("No transaction has been open for longer than a minute: "
                + "`select pid, usename, xact_start, query from pg_stat_activity where xact_start < now() - interval"
                + " '1 minute'` returns no row. Each lock below waits for such a one, and everybody behind it.");
        if (plan.steps().stream().anyMatch(step -> !step.misfits().isEmpty())) {
            checks.add("The queries for misfits below return no row (a replica can answer them).");
        }
        if (plan.steps().stream().anyMatch(PlanStep::blocks)) {
            checks.add("The steps that block are run when the application is stopped, or in the hour with the least"
                    + " traffic.");
        }
        if (plan.steps().stream().anyMatch(step -> has(step, Work.INDEX) || has(step, Work.REWRITE))) {
            checks.add("There is free disk space for each index and each table that is written anew, and as much again"
                    + " for WAL" + notes.room().map(room -> ": " + room).orElse("") + ".");
        }
        checks.add("Those who own the application know when each step runs, and what they have to deploy before it.");
        checks.forEach(check -> page.append("- [ ] ").append(check).append('\n'));
        page.append('\n');
    }

    private static boolean has(PlanStep step, Work work) {
        return step.locks().stream().anyMatch(lock -> lock.work().contains(work));
    }

    private static void risks(StringBuilder page, MigrationPlan plan) {
        page.append("## Risk\n\n| step | what | others |\n|---:|---|---|\n");
        for (PlanStep step : plan.steps()) {
            page.append("| ")
                    .append(step.number())
                    .append(" | ")
                    .append(cell(step.title()))
                    .append(" | ")
                    .append(cell(risk(step) + others(step)))
                    .append(" |\n");
        }
        page.append(
                        "\nTimes are assumed from sizes and what common disks do, as each step says; `migrate rehearse --calibrate`")
                .append(" measures them. \"For a")
                .append(" moment\" holds once the lock is there: set `lock_timeout` and try again, as `pgwright")
                .append(" migrate apply` does.\n\n");
    }

    /** What comes to those who own the application beside locks. */
    private static String others(PlanStep step) {
        int failing = step.breaks().size();
        return (step.awaits().isEmpty() ? "" : "; waits for a deployment")
                + (failing == 0
                        ? ""
                        : "; " + (failing == 1 ? "1 known query fails" : failing + " known queries fail")
                                + " from here on");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private static void step(StringBuilder page, PlanStep step) {
        page.append("\n### ")
                .append(step.number())
                .append(". ")
                .append(step.title())
                .append("\n\n");
        bullets(
                page,
                step.awaits().stream().map(what -> "deploy before it: " + what).toList(),
                "");
        bullets(page, step.coordination(), "");
        bullets(page, step.notes(), "");
        bullets(page, step.loses().stream().map(lost -> "destroys " + lost).toList(), "");
        if (RunbookNotes.isStrong(step)) {
            bullets(
                    page,
                    List.of(
                            "lock queue: while it waits for its lock, all that come after it wait as well; `lock_timeout`"
                                    + " ends that"),
                    "");
        }
        bullets(
                page,
                step.breaks().stream()
                        .map(broken -> code(oneLine(broken.query())) + " fails from here on: " + broken.because())
                        .toList(),
                "");
        if (!step.misfits().isEmpty()) {
            page.append("\nBefore it, this returns no row:\n");
            sql(page, step.misfits());
        }
        page.append(
                step.mode() == Mode.TRANSACTION
                        ? "\nIn one transaction:\n"
                        : "\nOutside of a transaction, which PostgreSQL demands:\n");
        sql(page, step.run());
        LockWords.table(page, step.locks());
        if (step.back().isEmpty()) {
            page.append(
                    step.loses().isEmpty()
                            ? "\nNothing has to be undone.\n"
                            : "\nNothing brings back what it destroys.\n");
        } else {
            page.append("\nBack:\n");
            bullets(
                    page,
                    step.awaitsBack().stream()
                            .map(what -> "deploy before it: " + what)
                            .toList(),
                    "\n");
            for (int i = 0; i < step.back().size(); i++) {
                sql(page, step.back().get(i).statements());
                LockWords.table(page, step.backLocks().get(i).locks());
            }
            if (!step.loses().isEmpty()) {
                page.append("\nWhat the step destroys does not come back with it.\n");
            }
        }
        bullets(
                page,
                step.backLoses().stream()
                        .map(lost -> "the way back destroys " + lost.what())
                        .toList(),
                "\n");
    }

    private static void bullets(StringBuilder page, List<String> lines, String head) {
        if (!lines.isEmpty()) {
            page.append(head);
            lines.forEach(line -> page.append("- ").append(line).append('\n'));
        }
    }

    private static void sql(StringBuilder page, List<String> statements) {
        page.append(statements.stream()
                .map(statement -> statement + ";")
                .collect(Collectors.joining("\n", "\n```sql\n", "\n```\n")));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
