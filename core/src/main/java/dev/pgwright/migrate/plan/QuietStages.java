package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.migrate.plan.SafeForm.Mode;
import dev.pgwright.migrate.plan.SafeForm.Part;
import dev.pgwright.migrate.plan.SafeSequence.Done;
import dev.pgwright.migrate.plan.steps.SchemaStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Stages that need not be apart. */
final class QuietStages {
    private QuietStages() {}

    /** Stages that no user of a relation can feel, one behind the other, are one. */
    static List<Stage> merged(List<Stage> stages, Predicate<QualifiedName> inUse) {
        List<Stage> merged = new ArrayList<>();
        List<Stage> open = new ArrayList<>();
        for (Stage stage : stages) {
            if (isQuiet(stage, inUse)) {
                open.add(stage);
            } else {
                close(open, merged);
                merged.add(stage);
            }
        }
        close(open, merged);
        return merged;
    }

    private static boolean isQuiet(Stage stage, Predicate<QualifiedName> inUse) {
        return stage.parts.size() == 1
                && stage.parts.get(0).part().mode() == Mode.TRANSACTION
                && stage.made.stream().noneMatch(SchemaStep::alone)
                && !stage.made.isEmpty()
                && stage.back.stream().allMatch(done -> done.part().mode() == Mode.TRANSACTION)
                && stage.back.size() <= 1
                && stage.parts.get(0).effects().stream().noneMatch(effect -> inUse.test(effect.relation()));
    }

    private static void close(List<Stage> open, List<Stage> merged) {
        if (open.isEmpty()) {
            return;
        }
        if (open.size() == 1) {
            merged.add(open.get(0));
        } else {
            List<SchemaStep> made =
                    open.stream().flatMap(stage -> stage.made.stream()).toList();
            List<String> up = open.stream()
                    .flatMap(stage -> stage.parts.get(0).part().statements().stream())
                    .toList();
            List<Done> back =
                    open.stream().flatMap(stage -> stage.back.stream()).toList();
            List<String> down = new ArrayList<>();
            back.forEach(done -> down.addAll(0, done.part().statements()));
            Stage stage = new Stage(
                    StepTitles.of(made),
                    made,
                    new SafeSequence.Result(
                            List.of(new Done(
                                    new Part(Mode.TRANSACTION, up),
                                    List.of(),
                                    open.stream()
                                            .anyMatch(each -> each.parts.get(0).opaque()),
                                    false,
                                    null)),
                            List.of()),
                    null);
            stage.back = down.isEmpty()
                    ? List.of()
                    : List.of(new Done(
                            new Part(Mode.TRANSACTION, down),
                            SafeSequence.together(back.stream().flatMap(done -> done.effects().stream())),
                            back.stream().anyMatch(Done::opaque),
                            false,
                            null));
            merged.add(stage);
        }
        open.clear();
    }
}
