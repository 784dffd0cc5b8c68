package dev.pgwright.migrate.plan;

import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.migrate.plan.SafeSequence.Done;
import dev.pgwright.migrate.plan.Stage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The way back is made safe as the way there is, by going it. */
final class WayBack {
    private WayBack() {}

    /**
     * Gives each stage its way back.
     *
     * @param end the schema behind all stages
     */
    static void of(List<Stage> stages, SchemaFold end, Strategies strategies, int version) {
        boolean twice = stages.stream().anyMatch(stage -> stage.behind != null);
        SchemaFold coming = twice ? SchemaFold.from(end.catalog(), version) : end;
        SchemaFold fold = end;
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            List<Done> parts = new ArrayList<>();
            if (stage.behind != null) {
                fold = SchemaFold.from(stage.behind, version);
            }
            for (Section section : stage.down) {
                parts.addAll(SafeSequence.of(section.statements(), !section.whole(), fold, strategies)
                        .parts());
            }
            stage.back = twice
                    ? parts.stream().map(part -> both(part, coming, strategies)).toList()
                    : parts;
        }
    }

    /** Who comes back from a later stage meets another schema than who stops here: a reference is there or not, or is not valid. */
    private static Done both(Done done, SchemaFold coming, Strategies strategies) {
        if (done.batched()) {
            return done;
        }
        List<Done> again = SafeSequence.of(done.part().statements(), false, coming, strategies)
                .parts();
        return new Done(
                done.part(),
                SafeSequence.together(
                        Stream.concat(Stream.of(done), again.stream()).flatMap(each -> each.effects().stream())),
                done.opaque(),
                false,
                done.after());
    }
}
