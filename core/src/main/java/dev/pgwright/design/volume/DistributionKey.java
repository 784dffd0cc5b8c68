package dev.pgwright.design.volume;

import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.AccessPattern.Filter;
import dev.pgwright.design.requirements.AccessPattern.Operator;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what the rows of a database could be spread over many servers: the tenant, else the entity whose key most calls
 * know, so that most calls ask one server.
 *
 * @param column null when no query knows any
 * @param share of all calls a second that know its value
 */
public record DistributionKey(@Nullable String column, double share) {
    /** Fewer than this share of calls to one server, and the others ask all of them all the time. */
    static final double LEAST_SHARE = 0.7;

    public boolean carries() {
        return column != null && share >= LEAST_SHARE;
    }

    /** As an end of a sentence. */
    String words() {
        if (column == null) {
            return "by a key that no query knows yet";
        }
        return carries()
                ? "distributed by " + column + ", which " + Math.round(share * 100) + " % of the calls know"
                : "for which no key is known to " + Math.round(LEAST_SHARE * 100) + " % of the calls (" + column
                        + " to " + Math.round(share * 100) + " %)";
    }

    public static DistributionKey of(Requirements requirements, Mapping mapping) {
        Optional<String> tenant = mapping.tenantColumn();
        if (tenant.isPresent()) {
            return new DistributionKey(tenant.get(), 1);
        }
        Map<String, Double> known = new TreeMap<>();
        double all = 0;
        for (AccessPattern pattern : requirements.accessPatterns()) {
            double rate = pattern.ratePerSecond() == null ? 0 : pattern.ratePerSecond();
            all += rate;
            for (String entity : known(requirements, pattern)) {
                known.merge(entity, rate, Double::sum);
            }
        }
        Optional<Map.Entry<String, Double>> best = known.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .max(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())));
        if (best.isEmpty() || all == 0) {
            return new DistributionKey(null, 0);
        }
        String entity = best.get().getKey();
        return new DistributionKey(
                mapping.table(entity).referenceColumn(entity), best.get().getValue() / all);
    }

    /** The entities of which a call knows one row: its own by key, and those of its roles. */
    private static Set<String> known(Requirements requirements, AccessPattern pattern) {
        Set<String> entities = new TreeSet<>();
        if (pattern.kind() == AccessPattern.Kind.CREATE) {
            // a new row carries all its references
            roles(requirements, pattern.entity()).forEach(relationship -> entities.add(relationship.from()));
            entities.add(pattern.entity());
        }
        for (Filter filter : pattern.filters()) {
            if (filter.operator() != Operator.EQUALS) {
                continue;
            }
            if (filter.path().equals("id")) {
                entities.add(pattern.entity());
            }
            roles(requirements, pattern.entity())
                    .filter(relationship -> relationship.roleName().equals(filter.path()))
                    .forEach(relationship -> entities.add(relationship.from()));
        }
        return entities;
    }

    private static Stream<Relationship> roles(Requirements requirements, String entity) {
        return requirements.relationships().stream()
                .filter(relationship -> relationship.kind() != Relationship.Kind.MANY_TO_MANY
                        && relationship.to().equals(entity));
    }
}
