package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.MigrationPlan.Loss;
import dev.pgwright.migrate.plan.PlanStep.PartLocks;
import dev.pgwright.migrate.plan.SafeSequence.Done;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import dev.pgwright.migrate.plan.steps.SchemaSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The steps of stages, with all that a plan says of each. */
final class NumberedSteps {
    private final Planner.Request request;
    private final StepTimes times;
    private final Losses losses;
    private final Predicate<QualifiedName> inUse;

    /** @param inUse which relations are in use on the way back */
    NumberedSteps(Planner.Request request, StepTimes times, Losses losses, Predicate<QualifiedName> inUse) {
        this.request = request;
        this.times = times;
        this.losses = losses;
        this.inUse = inUse;
    }

    List<PlanStep> of(List<Stage> stages) {
        List<PlanStep> steps = new ArrayList<>();
        Advice advice = new Advice(request.renamed(), request.to());
        int number = 0;
        for (Stage stage : stages) {
            number++;
            int count = stage.parts.size();
            for (int i = 0; i < count; i++) {
                Done done = stage.parts.get(i);
                boolean last = i == count - 1;
                List<Done> back = last ? stage.back : halfway(stage, done);
                List<String> notes = new ArrayList<>(i == 0 ? stage.notes : List.of());
                if (i == 0 && !stage.forms.isEmpty()) {
                    notes.add("done in a safe form: " + String.join("; ", stage.forms));
                }
                steps.add(new PlanStep(
                        steps.size() + 1,
                        number,
                        stage.title + (count > 1 ? " (" + (i + 1) + " of " + count + ")" : ""),
                        done.part().mode(),
                        done.part().statements(),
                        done.part().backfill(),
                        back.stream().map(Done::part).toList(),
                        times.of(done),
                        back.stream()
                                .map(part -> new PartLocks(times.of(part), part.opaque()))
                                .toList(),
                        done.opaque(),
                        last ? lost(stage) : List.of(),
                        losses.backOf(stage.made),
                        i == 0 ? stage.awaits : List.of(),
                        last ? stage.awaitsBack : List.of(),
                        coordination(stage, advice, i == 0, last),
                        i == 0 ? misfits(stage, advice) : List.of(),
                        List.of(),
                        notes));
            }
        }
        return steps;
    }

    private List<String> lost(Stage stage) {
        return Stream.concat(losses.of(stage.made).stream(), stage.lost.stream())
                .map(Loss::what)
                .toList();
    }

    /** What comes before a stage is said of its first step, what can be deployed behind it of its last. */
    private static List<String> coordination(Stage stage, Advice advice, boolean first, boolean last) {
        return Stream.concat(stage.coordination.stream(), advice.coordination(stage.made).stream())
                .filter(said -> said.startsWith(Advice.DEPLOYABLE) ? last : first)
                .toList();
    }

    private static List<String> misfits(Stage stage, Advice advice) {
        List<String> all = new ArrayList<>(stage.misfits);
        all.addAll(advice.fits(stage.made));
        return all;
    }

    /** What leads back from the middle of a stage: what has been made on the way goes away again. */
    private List<Done> halfway(Stage stage, Done done) {
        if (stage.before == null || done.after() == null) {
            return List.of();
        }
        List<Done> parts = new ArrayList<>();
        SchemaFold there = SchemaFold.from(done.after(), request.version());
        for (List<SchemaStep> group : SchemaStep.groups(SchemaSteps.between(done.after(), stage.before))) {
            List<String> up = SchemaStep.up(group);
            parts.addAll(SafeSequence.of(up, group.size() <= 1, there, new Strategies(inUse))
                    .parts());
        }
        return parts;
    }
}
