package dev.pgwright.api;

import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.Fleet.Target;
import dev.pgwright.migrate.apply.FleetRun;
import dev.pgwright.migrate.apply.FleetRun.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows the waves of a fleet as steps, and what each target of a wave is at. */
final class FleetProgress implements FleetRun.View, AutoCloseable {
    private final Progress progress;
    private final Map<String, String> atWork = new TreeMap<>();
    private Progress.@Nullable Step step;
    private boolean well = true;

    FleetProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void wave(int number, int all, List<Target> targets) {
        step = progress.step("Wave " + number + " of " + all + ": "
                + (targets.size() == 1 ? targets.get(0).title() : Count.of(targets.size(), "target")));
    }

    @Override
    public void doing(Target target, String text) {
        atWork.put(target.title(), text);
        show();
    }

    private void show() {
        Progress.Step running = step;
        if (running != null) {
            running.doing(atWork.entrySet().stream()
                    .map(each -> each.getKey() + ": " + each.getValue())
                    .collect(Collectors.joining("; ")));
        }
    }

    @Override
    public void done(Target target, Outcome outcome, int done, int all) {
        atWork.remove(target.title());
        well &= outcome.isWell();
        Progress.Step running = step;
        if (!outcome.isWell()) {
            progress.note(target.title() + " " + outcome.end().name().toLowerCase(Locale.ROOT) + ": " + outcome.text());
        }
        if (running != null) {
            running.at(done, all);
            show();
            if (done == all && well) {
                running.done("");
                step = null;
            }
        }
    }

    /** A wave that is still under way has failed. */
    @Override
    public void close() {
        Progress.Step running = step;
        if (running != null) {
            running.close();
        }
    }
}
