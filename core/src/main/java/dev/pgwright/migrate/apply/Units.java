package dev.pgwright.migrate.apply;

import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.StepLock;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import java.util.ArrayList;
import java.util.List;

/** What a run of a plan consists of, there and back. Equal plans give equal units, so that a run can be continued. */
final class Units {
    private Units() {}

    /** The steps in their order. */
    static List<Unit> forward(MigrationPlan plan) {
        return plan.steps().stream()
                .map(step -> new Unit(
                        step.number(),
                        step.number(),
                        step.title(),
                        step.mode() == Mode.NO_TRANSACTION,
                        step.run(),
                        step.backfill(),
                        step.demands(),
                        step.misfits(),
                        step.locks()))
                .toList();
    }

    /**
     * The way back.
     *
     * @param reached the last step that is done; 0 for none
     * @param begun whether the step behind it has begun outside of a transaction, so that it may be half done; a backfill
     *     has not changed the schema, so that the way back is the same
     */
    static List<Unit> back(MigrationPlan plan, int reached, boolean begun) {
        List<Unit> units = new ArrayList<>();
        int from = reached;
        if (begun && plan.steps().get(reached).backfill() == null) {
            PlanStep step = plan.steps().get(reached);
            List<String> leftovers = leftovers(step);
            if (leftovers.isEmpty()) {
                // half of it cannot be told from all of it, so it is finished first
                add(units, step, "finish ", new Part(Mode.NO_TRANSACTION, step.run()), List.of(), step.locks());
                from = reached + 1;
            } else {
                add(units, step, "clear away ", new Part(Mode.NO_TRANSACTION, leftovers), List.of(), List.of());
            }
        }
        for (PlanStep step : plan.wayBack(from)) {
            List<String> awaits = step.awaitsBack();
            for (int i = 0; i < step.back().size(); i++) {
                Part part = step.back().get(i);
                add(
                        units,
                        step,
                        "take back ",
                        part,
                        awaits,
                        step.backLocks().get(i).locks());
                awaits = part.statements().isEmpty() ? awaits : List.of();
            }
        }
        return units;
    }

    private static void add(
            List<Unit> units, PlanStep step, String what, Part part, List<String> awaits, List<StepLock> locks) {
        if (!part.statements().isEmpty()) {
            units.add(new Unit(
                    units.size() + 1,
                    step.number(),
                    what + step.title(),
                    part.mode() == Mode.NO_TRANSACTION,
                    part.statements(),
                    part.backfill(),
                    awaits,
                    List.of(),
                    locks));
        }
    }

    /** The statements that remove what a build that was broken off has left; empty for other steps. */
    private static List<String> leftovers(PlanStep step) {
        List<OutsideStatement> all =
                step.run().stream().map(OutsideStatement::of).toList();
        boolean builds = all.stream().anyMatch(OutsideStatement::buildsIndex);
        boolean nothingElse = all.stream().allMatch(one -> one.buildsIndex() || one.clearsIndex());
        return builds && nothingElse
                ? all.stream()
                        .filter(OutsideStatement::clearsIndex)
                        .map(OutsideStatement::sql)
                        .toList()
                : List.of();
    }
}
