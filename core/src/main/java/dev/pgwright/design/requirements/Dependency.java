package dev.pgwright.design.requirements;

import dev.pgwright.source.Place;
import java.util.List;

/**
 * A functional dependency: rows of the entity that agree in some attributes agree in others too.
 *
 * @param from the attributes that determine
 * @param to the attributes that they determine
 * @param as the entity that these attributes become where they are split off
 */
public record Dependency(Place place, String entity, List<String> from, List<String> to, String as) {
    public Dependency {
        from = List.copyOf(from);
        to = List.copyOf(to);
    }
}
