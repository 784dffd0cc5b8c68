package dev.pgwright.design.decide;

import dev.pgwright.design.model.Assumption;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Attribute;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;

/** What the requirements leave open, with what was taken instead. */
final class Assumptions {
    private Assumptions() {}

    static List<Assumption> of(Mapping mapping) {
        Requirements requirements = mapping.requirements();
        List<Assumption> found = new ArrayList<>();
        for (Entity entity : requirements.entities()) {
            if (entity.volume() == null) {
                found.add(new Assumption(
                        entity.name(),
                        "How many rows are there, and how many come in a day?",
                        "Few enough for one plain table.",
                        "partitioning, index types and the estimate of size"));
            }
            boolean read =
                    requirements.accessPatterns().stream().anyMatch(pattern -> reads(mapping, pattern, entity.name()));
            if (!read) {
                found.add(new Assumption(
                        entity.name(),
                        "Who reads it, and how?",
                        "Only by its key and its references.",
                        "its indexes; perhaps it is not needed"));
            }
            boolean personal = entity.attributes().stream().anyMatch(Attribute::sensitive);
            if (personal && entity.retention() == null) {
                found.add(new Assumption(
                        entity.name(),
                        "How long may its sensitive data be kept?",
                        "For ever.",
                        "retention, and perhaps partitioning"));
            }
        }
        for (AccessPattern pattern : requirements.accessPatterns()) {
            if (pattern.latencyMillis() != null && pattern.ratePerSecond() == null) {
                found.add(new Assumption(
                        pattern.name(),
                        "How often is it called in the busy hour?",
                        "Rarely enough not to matter for caches.",
                        "whether it earns a wider index"));
            }
            boolean fullText =
                    pattern.filters().stream().anyMatch(filter -> filter.operator() == AccessPattern.Operator.MATCHES);
            if (fullText) {
                found.add(new Assumption(
                        pattern.name(),
                        "In which language are the texts that it searches?",
                        "In several or unknown ones: words are matched as written (configuration 'simple').",
                        "the search configuration: stemming finds 'shoes' for 'shoe'"));
            }
        }
        return found;
    }

    private static boolean reads(Mapping mapping, AccessPattern pattern, String entity) {
        boolean changes = pattern.kind() == AccessPattern.Kind.CREATE;
        if (!changes && pattern.entity().equals(entity)) {
            return true;
        }
        if (pattern.includes().stream().anyMatch(include -> include.entity().equals(entity))) {
            return true;
        }
        return pattern.returns().stream()
                .filter(path -> path.contains("."))
                .anyMatch(path -> PathResolver.resolve(mapping, pattern.entity(), path)
                        .table()
                        .entity()
                        .name()
                        .equals(entity));
    }
}
