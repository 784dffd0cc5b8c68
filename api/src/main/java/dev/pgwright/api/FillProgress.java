package dev.pgwright.api;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.data.DatabaseFill;

/** What a fill says, as a step's progress. */
record FillProgress(Progress.Step step) implements DatabaseFill.Listener {
    @Override
    public void table(QualifiedName table) {
        step.doing(table.toString());
    }

    @Override
    public void rows(long done, long all) {
        step.at(done, all);
    }
}
