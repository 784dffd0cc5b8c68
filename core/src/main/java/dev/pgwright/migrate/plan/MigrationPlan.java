package dev.pgwright.migrate.plan;

import dev.pgwright.migrate.plan.PlanStep.BrokenQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A migration from one schema to another, step by step, and back again.
 *
 * @param pgwright the version of this form
 * @param id names the plan in the target's account of migrations: equal plans have equal ids
 * @param title what it is about
 * @param postgres the major version that it is made for
 * @param from the schema that it starts with
 * @param to the schema that it ends with
 * @param renames what is taken to be the same object under another name
 * @param losses what is gone once the plan has run; each was allowed by name
 * @param notRestored what the way back cannot make as it was
 * @param steps in order
 * @param proof how the plan was tried before it was written
 */
public record MigrationPlan(
        int pgwright,
        String id,
        String title,
        int postgres,
        Side from,
        Side to,
        List<Rename> renames,
        List<Loss> losses,
        List<String> notRestored,
        List<PlanStep> steps,
        @Nullable Proof proof) {
    /** The version that is written and read. */
    public static final int VERSION = 1;

    public MigrationPlan {
        renames = List.copyOf(renames);
        losses = List.copyOf(losses);
        notRestored = List.copyOf(notRestored);
        steps = List.copyOf(steps);
    }

    /**
     * One end of a plan.
     *
     * @param title of its source
     * @param fingerprint SHA-256 of the schema's JSON form
     */
    public record Side(String title, String fingerprint) {}

    /**
     * An object that changes its name.
     *
     * @param object what it is, by its old name: {@code column public.orders.state}
     * @param to its new name
     * @param because why it is taken for one: {@code given}, or what is alike
     */
    public record Rename(String object, String to, String because) {
        static final String SCRIPT = "the script says so";

        /** Whether it is no assumption: the script of the plan renames it. */
        public boolean isWritten() {
            return because.equals(SCRIPT);
        }
    }

    /**
     * Data that a plan destroys.
     *
     * @param object as {@code --allow-data-loss} takes it: {@code public.orders}, {@code public.orders.note}
     * @param what is lost, for people
     */
    public record Loss(String object, String what) {}

    /**
     * How a plan was tried on an embedded server, on empty tables.
     *
     * @param server its version
     * @param forward the steps led to the schema wanted, to the last property
     * @param back the way back led to the first schema again
     */
    public record Proof(String server, boolean forward, boolean back) {}

    /**
     * The steps whose ways back, one after the other, lead from behind a step to before the first one: that step, then the
     * last one of each stage before its own.
     *
     * @param reached the number of the step
     */
    public List<PlanStep> wayBack(int reached) {
        List<PlanStep> lasts = new ArrayList<>();
        for (int i = reached; i > 0; i--) {
            PlanStep step = steps.get(i - 1);
            if (i == reached || steps.get(i).stage() != step.stage()) {
                lasts.add(step);
            }
        }
        return lasts;
    }

    /** The same plan with how it was tried. */
    public MigrationPlan with(Proof tried) {
        return new MigrationPlan(pgwright, id, title, postgres, from, to, renames, losses, notRestored, steps, tried);
    }

    /**
     * The same plan with queries that were seen to fail behind its steps.
     *
     * @param broken by the number of the step
     */
    public MigrationPlan withBroken(Map<Integer, List<BrokenQuery>> broken) {
        List<PlanStep> seen = steps.stream()
                .map(step -> step.withBreaks(broken.getOrDefault(step.number(), List.of())))
                .toList();
        return new MigrationPlan(pgwright, id, title, postgres, from, to, renames, losses, notRestored, seen, proof);
    }
}
