package dev.pgwright.migrate.plan.steps;

import java.util.ArrayList;
import java.util.List;

/**
 * How a unit becomes another without being removed.
 *
 * @param up statements in order
 * @param down statements in order that undo it
 * @param disturbs whether what names the unit must be removed before and made again after
 * @param alone whether it has to commit before anybody uses what came of it
 */
record Edit(List<String> up, List<String> down, boolean disturbs, boolean alone) {
    Edit {
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    static Edit of(List<String> up, List<String> down) {
        return new Edit(up, down, false, false);
    }

    static Edit of(String up, String down) {
        return of(List.of(up), List.of(down));
    }

    static final Edit NOTHING = of(List.of(), List.of());

    /** Both, the other one behind this. */
    Edit and(Edit other) {
        List<String> ups = new ArrayList<>(up);
        ups.addAll(other.up);
        List<String> downs = new ArrayList<>(other.down);
        downs.addAll(down);
        return new Edit(ups, downs, disturbs || other.disturbs, alone || other.alone);
    }

    Edit disturbing() {
        return new Edit(up, down, true, alone);
    }

    Edit byItself() {
        return new Edit(up, down, disturbs, true);
    }
}
