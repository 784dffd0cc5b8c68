package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.apply.Fleet.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies a plan to a fleet, wave by wave. Behind the first target on which it fails no other one is begun; those under way
 * go on to their end. Each target keeps its own account, so that the same command goes on with what is left.
 */
public final class FleetRun {
    private final Fleet fleet;
    private final Work work;
    private final View view;
    private final Consumer<String> journal;
    private final Map<Target, Outcome> outcomes = new LinkedHashMap<>();
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * A run.
     *
     * @param work applies the plan to one target; called by several threads
     * @param journal hears each statement, one at a time
     */
    public FleetRun(Fleet fleet, Work work, View view, Consumer<String> journal) {
        this.fleet = fleet;
        this.work = work;
        this.view = view;
        this.journal = journal;
    }

    /** What is done with each target. */
    @FunctionalInterface
    public interface Work {
        Migrator.Result apply(Target target, ApplyListener listener);
    }

    /** Sees the whole fleet; called by several threads, one at a time. */
    public interface View {
        /**
         * A wave begins.
         *
         * @param number from 1
         */
        default void wave(int number, int all, List<Target> targets) {}

        /** What a target is at. */
        default void doing(Target target, String text) {}

        /** A target has come to its end; {@code done} of the wave's. */
        default void done(Target target, Outcome outcome, int done, int all) {}
    }

    /** How a target came out of it. */
    public enum End {
        APPLIED,
        /** It was as the plan ends already. */
        THERE,
        /** All steps are done, but others have changed the schema. */
        DIFFERENT,
        FAILED,
        NOT_BEGUN
    }

    /**
     * What became of a target.
     *
     * @param text what to know of it; empty if all is well
     * @param code of a failure; null for none
     */
    public record Outcome(End end, String text, @Nullable ErrorCode code) {
        /** Whether the fleet may go on. */
        public boolean isWell() {
            return end == End.APPLIED || end == End.THERE;
        }
    }

    /** Runs; what became of each target, in the order of the fleet. */
    public Map<Target, Outcome> run() {
        List<List<Target>> waves = fleet.inWaves();
        ExecutorService threads = Executors.newFixedThreadPool(fleet.atATime(), task -> {
            Thread made = new Thread(task, "fleet");
            made.setDaemon(true);
            return made;
        });
        try {
            for (int i = 0; i < waves.size(); i++) {
                wave(threads, i + 1, waves);
            }
        } finally {
            threads.shutdownNow();
        }
        Map<Target, Outcome> ordered = new LinkedHashMap<>();
        synchronized (outcomes) {
            fleet.targets()
                    .forEach(target ->
                            ordered.put(target, outcomes.getOrDefault(target, new Outcome(End.NOT_BEGUN, "", null))));
        }
        return ordered;
    }

    private void wave(ExecutorService threads, int number, List<List<Target>> waves) {
        List<Target> targets = waves.get(number - 1);
        if (failed.get()) {
            return;
        }
        synchronized (outcomes) {
            view.wave(number, waves.size(), targets);
        }
        List<Callable<Void>> tasks = new ArrayList<>();
        for (Target target : targets) {
            tasks.add(() -> {
                if (!failed.get()) {
                    end(target, targets, one(target));
                }
                return null;
            });
        }
        try {
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.set(true);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Outcome one(Target target) {
        try {
            Migrator.Result result = work.apply(target, new One(target));
            return !result.differences().isEmpty()
                    ? new Outcome(End.DIFFERENT, result.differences().get(0), null)
                    : new Outcome(result.done() == 0 ? End.THERE : End.APPLIED, "", null);
        } catch (PgwrightException e) {
            return new Outcome(End.FAILED, String.valueOf(e.getMessage()), e.code());
        }
    }

    private void end(Target target, List<Target> wave, Outcome outcome) {
        synchronized (outcomes) {
            outcomes.put(target, outcome);
            if (!outcome.isWell()) {
                failed.set(true);
            }
            int done = (int) wave.stream().filter(outcomes::containsKey).count();
            view.done(target, outcome, done, wave.size());
        }
    }

    /** Tells the fleet's view of one target. */
    private final class One implements ApplyListener {
        private final Target target;
        private volatile String step = "";

        One(Target target) {
            this.target = target;
        }

        private void say(String text) {
            synchronized (outcomes) {
                view.doing(target, step + (text.isEmpty() ? "" : ": " + text));
            }
        }

        @Override
        public void note(String text) {
            say(text);
        }

        @Override
        public void begin(Unit unit, int all) {
            step = "step " + unit.number() + " of " + all;
            say("");
        }

        @Override
        public void send(Unit unit, String sql) {
            synchronized (outcomes) {
                journal.accept(target.title() + ": " + sql);
            }
        }

        @Override
        public void doing(String text) {
            say(text);
        }

        @Override
        public void filling(Unit unit, Filling filling) {
            say(filling.toString());
        }

        @Override
        public void again(Unit unit, String why) {
            say("tries again: " + why);
        }
    }
}
