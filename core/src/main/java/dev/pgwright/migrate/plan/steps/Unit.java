package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.print.SingleDdl.Made;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An object of a catalog, or a part of one, that has statements of its own. */
final class Unit {
    private final UnitId id;
    private final Object model;
    private final Made made;
    private final Set<UnitId> needs = new LinkedHashSet<>();
    private final Set<UnitId> wishes = new LinkedHashSet<>();
    private final Set<UnitId> owners = new LinkedHashSet<>();
    private final List<UnitId> absorbers = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    /** @param model what is compared: equal models are the same unit */
    Unit(UnitId id, Object model, Made made) {
        this.id = id;
        this.model = model;
        this.made = made;
    }

    UnitId id() {
        return id;
    }

    Object model() {
        return model;
    }

    List<String> make() {
        return made.make();
    }

    List<String> remove() {
        return made.remove();
    }

    /** What must be there as long as this is. */
    Set<UnitId> needs() {
        return needs;
    }

    /** What should be there before, if that is possible. */
    Set<UnitId> wishes() {
        return wishes;
    }

    /** What takes this along when it is removed. */
    Set<UnitId> owners() {
        return owners;
    }

    /** What makes this along if it is made itself: the likeliest first. */
    List<UnitId> absorbers() {
        return absorbers;
    }

    /** Names that no other object may have at the same time. */
    Set<String> names() {
        return names;
    }

    Unit need(UnitId other) {
        if (!other.equals(id)) {
            needs.add(other);
        }
        return this;
    }

    Unit partOf(UnitId owner) {
        owners.add(owner);
        return need(owner);
    }

    Unit absorbedBy(UnitId other) {
        absorbers.add(other);
        return this;
    }

    Unit named(String name) {
        names.add(name);
        return this;
    }
}
