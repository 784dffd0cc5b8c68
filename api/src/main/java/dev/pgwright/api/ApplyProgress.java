package dev.pgwright.api;

import dev.pgwright.finding.Count;
import dev.pgwright.migrate.apply.ApplyListener;
import dev.pgwright.migrate.apply.Filling;
import dev.pgwright.migrate.apply.Unit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows a run as steps, and its statements to whoever keeps a record. */
final class ApplyProgress implements ApplyListener, AutoCloseable {
    private final Progress progress;
    private final Consumer<String> journal;
    private volatile Progress.@Nullable Step step;
    private String filled = "";

    ApplyProgress(Progress progress, Consumer<String> journal) {
        this.progress = progress;
        this.journal = journal;
    }

    @Override
    public void note(String text) {
        progress.note(text);
    }

    @Override
    public void begin(Unit unit, int all) {
        step = progress.step(unit.number() + " of " + all + ": " + unit.title());
    }

    @Override
    public void send(Unit unit, String sql) {
        journal.accept(sql);
        doing(sql.lines().findFirst().orElse(""));
    }

    @Override
    public void doing(String text) {
        Progress.Step running = step;
        if (running != null && !text.isEmpty()) {
            running.doing(text);
        }
    }

    @Override
    public void filling(Unit unit, Filling filling) {
        filled = Count.of(filling.changed(), "row") + " changed";
        doing(filling.toString());
    }

    @Override
    public void again(Unit unit, String why) {
        progress.note("tries again: " + why);
    }

    @Override
    public void done(Unit unit) {
        Progress.Step running = step;
        if (running != null) {
            running.done(filled);
        }
        step = null;
        filled = "";
    }

    /** What is still under way has failed. */
    @Override
    public void close() {
        Progress.Step running = step;
        if (running != null) {
            running.close();
        }
    }
}
