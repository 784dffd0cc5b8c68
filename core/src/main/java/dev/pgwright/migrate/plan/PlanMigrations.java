package dev.pgwright.migrate.plan;

import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.MigrationLayout;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.server.LockMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A plan as migrations of the tool that a folder is for, each step a migration by itself. Ways back lie in the files so that
 * undoing those of a stage, last one first, undoes the stage.
 */
public final class PlanMigrations {
    private static final String TOGETHER = "SELECT 'undone together with its neighbours'";

    private static final String TIMEOUT = "SET LOCAL lock_timeout = '2s'";

    private PlanMigrations() {}

    /**
     * The files.
     *
     * @param withoutBack titles of the stages whose way back does not fit into files of theirs: the plan has it
     */
    public record Result(List<LayoutFile> files, List<String> withoutBack) {
        public Result {
            files = List.copyOf(files);
            withoutBack = List.copyOf(withoutBack);
        }
    }

    /**
     * The files behind all migrations of a history, or the first ones.
     *
     * @param now in UTC, for tools that count by time
     * @throws dev.pgwright.finding.PgwrightException with {@code REFUSED} when its tool cannot run steps by themselves, or
     *     nothing shows how files are named
     */
    public static Result of(MigrationHistory history, MigrationPlan plan, LocalDateTime now) {
        Map<Integer, List<PlanStep>> stages = new LinkedHashMap<>();
        plan.steps()
                .forEach(step -> stages.computeIfAbsent(step.stage(), key -> new ArrayList<>())
                        .add(step));
        List<Step> steps = new ArrayList<>();
        List<String> withoutBack = new ArrayList<>();
        for (List<PlanStep> stage : stages.values()) {
            List<Step> made = of(stage);
            List<Part> back = stage.get(stage.size() - 1).back();
            if (!back.isEmpty() && made.stream().allMatch(step -> step.down().isEmpty())) {
                withoutBack.add(stage.get(0).title());
            }
            steps.addAll(made);
        }
        if (steps.isEmpty()) {
            return new Result(List.of(), withoutBack);
        }
        List<LayoutFile> files = history.migrations().isEmpty()
                ? MigrationLayout.begin(history.framework(), history.root(), steps, now)
                : MigrationLayout.append(history, steps);
        return new Result(files, withoutBack);
    }

    private static List<Step> of(List<PlanStep> stage) {
        List<Step> steps = new ArrayList<>();
        for (PlanStep step : stage) {
            if (step.mode() == Mode.TRANSACTION) {
                steps.add(new Step(step.title(), timed(step), List.of(), true));
            } else {
                step.run().forEach(sql -> steps.add(new Step(step.title(), List.of(sql), List.of(), false)));
            }
        }
        List<Step> undone = new ArrayList<>(steps);
        // of a check nothing is to be undone, and a tool goes past it
        List<Part> back = parts(stage.get(stage.size() - 1).back());
        return assign(undone, back) ? undone : steps;
    }

    /** A tool does not try again: rather fail soon than let everybody wait. */
    private static List<String> timed(PlanStep step) {
        boolean waits = step.locks().stream().anyMatch(lock -> lock.mode().conflictsWith(LockMode.ROW_EXCLUSIVE));
        List<String> statements = new ArrayList<>(waits ? List.of(TIMEOUT) : List.of());
        statements.addAll(step.run());
        String awaits = step.demands().stream()
                .map(what -> "-- Not before this is so everywhere: " + what + "\n")
                .collect(Collectors.joining());
        statements.set(0, awaits + statements.get(0));
        return statements;
    }

    /** What is outside of a transaction comes one by one, without what only a second attempt needs. */
    private static List<Part> parts(List<Part> back) {
        List<Part> parts = new ArrayList<>();
        for (Part part : back) {
            if (part.mode() == Mode.TRANSACTION) {
                parts.add(part);
            } else {
                String last = part.statements().get(part.statements().size() - 1);
                boolean built = new Fragments(last).isWord(0, "create");
                (built ? List.of(last) : part.statements()).forEach(sql -> parts.add(Part.alone(sql)));
            }
        }
        return parts;
    }

    /** Gives the parts to the steps, from the last one on; false when they do not fit. */
    private static boolean assign(List<Step> steps, List<Part> back) {
        int next = 0;
        for (int i = steps.size() - 1; i >= 0 && next < back.size(); i--) {
            Step step = steps.get(i);
            boolean transaction = back.get(next).mode() == Mode.TRANSACTION;
            if (step.transaction() != transaction) {
                continue;
            }
            List<String> down = new ArrayList<>(back.get(next).statements());
            next++;
            while (transaction && next < back.size() && back.get(next).mode() == Mode.TRANSACTION) {
                down.addAll(back.get(next).statements());
                next++;
            }
            steps.set(i, new Step(step.name(), step.up(), down, step.transaction()));
        }
        if (next < back.size()) {
            return false;
        }
        // tools stop at a migration without a way back
        steps.replaceAll(step ->
                step.down().isEmpty() ? new Step(step.name(), step.up(), List.of(TOGETHER), step.transaction()) : step);
        return true;
    }
}
