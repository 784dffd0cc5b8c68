package dev.pgwright.migrate.rehearse;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.Planner;
import dev.pgwright.server.PostgresServer;
import java.util.function.Consumer;

/** A plan and what came of trying it. */
public record TriedPlan(MigrationPlan plan, PlanTrial.Result trial) {
    /**
     * Plans and tries it. What is done in phases has more that can be in the way, such as a privilege on a column; where the
     * trial finds that, the plan is made without them.
     *
     * @param accepted sees each plan before it is tried, and may refuse it
     * @throws PgwrightException that names what cannot be planned
     */
    public static TriedPlan of(PostgresServer server, Planner.Request request, Consumer<MigrationPlan> accepted) {
        return of(server, request, true, accepted);
    }

    /**
     * The same.
     *
     * @param access whether owners and privileges must be those of the wanted schema; not where it says nothing about them
     */
    public static TriedPlan of(
            PostgresServer server, Planner.Request request, boolean access, Consumer<MigrationPlan> accepted) {
        MigrationPlan plan = Planner.plan(request);
        accepted.accept(plan);
        PlanTrial.Result trial = trial(server, request, plan, access);
        if (request.phases() && !trial.failures().isEmpty()) {
            MigrationPlan direct = Planner.plan(request.withoutPhases());
            if (!direct.steps().equals(plan.steps())) {
                accepted.accept(direct);
                plan = direct;
                trial = trial(server, request, plan, access);
            }
        }
        return tried(plan, trial);
    }

    private static PlanTrial.Result trial(
            PostgresServer server, Planner.Request request, MigrationPlan plan, boolean access) {
        return PlanTrial.run(
                server, request.from(), request.to(), plan, request.facts().queries(), access);
    }

    private static TriedPlan tried(MigrationPlan plan, PlanTrial.Result trial) {
        return new TriedPlan(
                trial.proof() == null ? plan : plan.withBroken(trial.broken()).with(trial.proof()), trial);
    }
}
