package dev.pgwright.design.requirements;

import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Entity.Retention;
import java.util.List;

/** Finds access patterns that ask for what is gone. */
final class RetentionChecks {
    private final Problems problems;
    private final Model model;

    RetentionChecks(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    void check(List<AccessPattern> patterns) {
        for (AccessPattern pattern : patterns) {
            Retention retention =
                    model.entity(pattern.entity()).map(Entity::retention).orElse(null);
            if (retention != null) {
                pattern.filters().forEach(filter -> check(pattern, filter, retention));
            }
        }
    }

    private void check(AccessPattern pattern, Filter filter, Retention retention) {
        boolean ofAge = filter.operator() == Operator.LAST_DAYS
                && filter.path().equals(retention.by())
                && !filter.values().isEmpty();
        if (ofAge && Integer.parseInt(filter.values().get(0)) > retention.days()) {
            problems.add(
                    filter.place(),
                    "access pattern '" + pattern.name() + "' asks for the last "
                            + filter.values().get(0) + " days of '" + pattern.entity() + "', which is kept for "
                            + retention.days(),
                    "Ask for fewer days, or keep it longer");
        }
    }
}
