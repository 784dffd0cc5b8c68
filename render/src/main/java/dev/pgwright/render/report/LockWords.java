package dev.pgwright.render.report;

import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.plan.PlanStep.Work;
import dev.pgwright.review.Amounts;
import dev.pgwright.server.LockMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What a step does to relations, in words. */
final class LockWords {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private LockWords() {}

    /** A line for each relation, and how its time was reached; nothing where there is none. */
    static void table(StringBuilder page, List<StepLock> locks) {
        if (locks.isEmpty()) {
            return;
        }
        page.append("\n| relation | lock | work | time | space |\n|---|---|---|---|---|\n");
        for (StepLock lock : locks) {
            page.append("| `")
                    .append(lock.relation())
                    .append("` | ")
                    .append(words(lock.mode()))
                    .append(" | ")
                    .append(lock.work().isEmpty() ? "" : work(lock))
                    .append(" | ")
                    .append(lock.seconds() == null ? "" : time(lock.seconds()))
                    .append(" | ")
                    .append(space(lock))
                    .append(" |\n");
        }
        List<String> bases = locks.stream()
                .filter(lock -> lock.basis() != null)
                .map(lock -> "`" + lock.relation() + "`: " + Objects.requireNonNull(lock.basis()))
                .toList();
        if (!bases.isEmpty()) {
            page.append("\nTime by ").append(String.join("; ", bases)).append(".\n");
        }
    }

    static String work(StepLock lock) {
        List<String> works = lock.work().stream()
                .map(work -> switch (work) {
                    case REWRITE -> "writes every row anew";
                    case SCAN -> "reads every row";
                    case INDEX -> "builds an index";
                    case BATCHES -> "changes the rows in batches";
                })
                .toList();
        return lock.work().contains(Work.INDEX) && !lock.work().contains(Work.REWRITE)
                ? "builds an index over every row"
                : String.join(" and ", works);
    }

    static String words(LockMode mode) {
        return mode.sql().toUpperCase(Locale.ROOT);
    }

    static String time(Seconds seconds) {
        if (seconds.most() < 1) {
            return "a second at most";
        }
        String least = time(seconds.least());
        String most = time(seconds.most());
        return "about " + least + (least.equals(most) ? "" : " to " + most);
    }

    private static String time(double seconds) {
        if (seconds < MINUTE) {
            return seconds < 1 ? "1 s" : Math.round(seconds) + " s";
        }
        return seconds < HOUR
                ? Math.round(seconds / MINUTE) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / HOUR);
    }

    /** Room for one relation's work, for a table of locks. */
    private static String space(StepLock lock) {
        return lock.space() == null
                ? ""
                : Amounts.bytes(lock.space().diskBytes()) + ", WAL "
                        + Amounts.bytes(lock.space().walBytes());
    }
}
