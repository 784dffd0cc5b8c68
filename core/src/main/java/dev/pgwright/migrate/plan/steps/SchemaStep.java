package dev.pgwright.migrate.plan.steps;

import java.util.ArrayList;
import java.util.List;

/**
 * One change of one object.
 *
 * @param units what it makes, changes or removes: first the object itself, then what goes along
 * @param action what is done
 * @param up statements in order; none if another step does it
 * @param down statements that undo it, in order
 * @param group steps of one group only make sense together, in one transaction
 * @param alone whether it has to commit before what follows
 */
public record SchemaStep(
        List<UnitId> units, Action action, List<String> up, List<String> down, int group, boolean alone) {
    public SchemaStep {
        units = List.copyOf(units);
        up = List.copyOf(up);
        down = List.copyOf(down);
    }

    /** What is done with an object. */
    public enum Action {
        MAKE("create"),
        CHANGE("change"),
        REMOVE("drop"),
        /** Removed, so that something else can change; it is made again. */
        SET_ASIDE("set aside"),
        MAKE_AGAIN("make again");

        private final String word;

        Action(String word) {
            this.word = word;
        }

        /** For titles. */
        public String word() {
            return word;
        }
    }

    /** The statements of steps, in order. */
    public static List<String> up(List<SchemaStep> steps) {
        return steps.stream().flatMap(step -> step.up().stream()).toList();
    }

    /** What undoes steps, the last one first. */
    public static List<String> down(List<SchemaStep> steps) {
        List<String> down = new ArrayList<>();
        steps.forEach(step -> down.addAll(0, step.down()));
        return down;
    }

    /** The steps of a whole plan, by their groups. */
    public static List<List<SchemaStep>> groups(List<SchemaStep> steps) {
        List<List<SchemaStep>> groups = new ArrayList<>();
        int last = -1;
        for (SchemaStep step : steps) {
            if (step.group() != last) {
                groups.add(new ArrayList<>());
                last = step.group();
            }
            groups.get(groups.size() - 1).add(step);
        }
        return groups;
    }

    public UnitId unit() {
        return units.get(0);
    }
}
