package dev.pgwright.design.decide;

import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.ConsistencyRule;
import java.util.List;
import java.util.Optional;

/**
 * An access pattern that asks for rows overlapping a period (starts before an end, ends after a start) of which a
 * no-overlap rule keeps an index anyway: the one of its exclusion constraint.
 *
 * @param ends the two filters
 */
public record OverlapQuery(ConsistencyRule.NoOverlap rule, List<Filter> ends) {
    public static Optional<OverlapQuery> of(Mapping mapping, AccessPattern pattern) {
        for (ConsistencyRule rule : mapping.requirements().allRules()) {
            if (rule instanceof ConsistencyRule.NoOverlap noOverlap
                    && noOverlap.entity().equals(pattern.entity())
                    && noOverlap.period().size() == 2
                    // "ends after" means behind the last day; a range that includes it would find one day more
                    && !noOverlap.lastDayIncluded()) {
                List<Filter> ends = pattern.filters().stream()
                        .filter(filter -> is(
                                        filter,
                                        Operator.BEFORE,
                                        noOverlap.period().get(0))
                                || is(filter, Operator.AFTER, noOverlap.period().get(1)))
                        .toList();
                boolean narrowed = noOverlap.within().stream()
                        .allMatch(path ->
                                pattern.filters().stream().anyMatch(filter -> is(filter, Operator.EQUALS, path)));
                if (ends.size() == 2 && narrowed && isAboutRowsOf(pattern, noOverlap)) {
                    return Optional.of(new OverlapQuery(noOverlap, ends));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the constraint's index, which holds only some rows, holds those that the pattern asks for. */
    private static boolean isAboutRowsOf(AccessPattern pattern, ConsistencyRule.NoOverlap rule) {
        ConsistencyRule.When when = rule.when();
        return when == null
                || pattern.filters().stream()
                        .anyMatch(filter -> filter.path().equals(when.attribute())
                                && !filter.values().isEmpty()
                                && when.values().containsAll(filter.values()));
    }

    private static boolean is(Filter filter, Operator operator, String path) {
        return filter.operator() == operator && filter.path().equals(path);
    }
}
