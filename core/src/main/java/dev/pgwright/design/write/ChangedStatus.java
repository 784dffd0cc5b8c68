package dev.pgwright.design.write;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.requirements.AccessPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Statuses with a lifecycle that a pattern changes without saying from what: the query takes the statuses that the
 * caller expects, so that of two who change a row at the same time the second one changes nothing and knows it.
 */
final class ChangedStatus {
    private ChangedStatus() {}

    static List<Lifecycle> of(Design design, AccessPattern pattern) {
        if (pattern.kind() != AccessPattern.Kind.UPDATE || pattern.sql() != null) {
            return List.of();
        }
        var table = design.mapping().table(pattern.entity()).name();
        return design.lifecycles().stream()
                .filter(lifecycle -> lifecycle.column().relation().equals(table)
                        && !lifecycle.transitions().isEmpty()
                        && pattern.sets().contains(lifecycle.column().column())
                        && pattern.filters().stream()
                                .noneMatch(filter ->
                                        filter.path().equals(lifecycle.column().column())))
                .toList();
    }

    static String parameter(Lifecycle lifecycle) {
        return "expected_" + lifecycle.column().column();
    }

    /** {@code paid from open; shipped from paid}. */
    static String allowed(Lifecycle lifecycle) {
        List<String> parts = new ArrayList<>();
        for (String value : lifecycle.values()) {
            List<String> from = lifecycle.values().stream()
                    .filter(before -> lifecycle.transitions().entrySet().stream()
                            .filter(entry -> entry.getKey().equals(before))
                            .map(Map.Entry::getValue)
                            .anyMatch(followers -> followers.contains(value)))
                    .toList();
            if (!from.isEmpty()) {
                parts.add(value + " from " + String.join(" or ", from));
            }
        }
        return String.join("; ", parts);
    }
}
