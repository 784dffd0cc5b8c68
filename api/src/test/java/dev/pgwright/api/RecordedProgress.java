package dev.pgwright.api;

import java.util.ArrayList;
import java.util.List;

/** Shows nothing and keeps the names of steps and the notes, in order. */
final class RecordedProgress implements Progress {
    final List<String> steps = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public Step step(String name) {
        steps.add(name);
        return Progress.silent().step(name);
    }

    @Override
    public void note(String text) {
        notes.add(text);
    }
}
