package dev.pgwright.design.requirements;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tells the rows of an entity apart: its id, unique attributes, 1:1 roles, rules of uniqueness. */
final class Keys {
    private final Model model;
    private final Map<String, List<Set<String>>> rules = new HashMap<>();

    Keys(Model model, List<ConsistencyRule> rules) {
        this.model = model;
        for (ConsistencyRule rule : rules) {
            if (rule instanceof ConsistencyRule.UniqueTogether unique) {
                this.rules
                        .computeIfAbsent(unique.entity(), any -> new ArrayList<>())
                        .add(new LinkedHashSet<>(unique.paths()));
            }
        }
    }

    /** Whether rows that agree in these paths are one row; true where the entity is not clear. */
    boolean atMostOne(String entity, Set<String> paths) {
        return model.isUnclear(entity)
                || model.hasUnclearRoles(entity)
                || of(entity).stream().anyMatch(paths::containsAll);
    }

    /** The keys of an entity for a message. */
    List<String> shown(String entity) {
        return of(entity).stream().map(key -> String.join(" + ", key)).toList();
    }

    private List<Set<String>> of(String entity) {
        List<Set<String>> keys = new ArrayList<>();
        keys.add(Set.of(Vocabulary.ID));
        for (Attribute attribute : model.attributes(entity)) {
            if (attribute.unique()) {
                keys.add(Set.of(attribute.name()));
            }
        }
        for (Model.Role role : model.roles(entity).values()) {
            if (role.unique()) {
                keys.add(Set.of(role.name()));
            }
        }
        keys.addAll(rules.getOrDefault(entity, List.of()));
        return keys;
    }
}
