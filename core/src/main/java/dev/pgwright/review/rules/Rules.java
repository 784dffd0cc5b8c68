package dev.pgwright.review.rules;

import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.health.HealthRules;
import dev.pgwright.review.rules.index.IndexRules;
import dev.pgwright.review.rules.migration.MigrationRules;
import dev.pgwright.review.rules.query.QueryRules;
import dev.pgwright.review.rules.redflag.RedFlagRules;
import dev.pgwright.review.rules.schema.SchemaRules;
import dev.pgwright.review.rules.security.SecurityRules;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every rule, in order of area and id; each area has its list. */
public final class Rules {
    /** All of them. */
    public static final List<Rule> ALL = Stream.of(
                    MigrationRules.ALL,
                    SchemaRules.ALL,
                    QueryRules.ALL,
                    IndexRules.ALL,
                    SecurityRules.ALL,
                    HealthRules.ALL,
                    RedFlagRules.ALL)
            .flatMap(List::stream)
            .toList();

    private Rules() {}

    /** What there is to know of each, in order of area and id. */
    public static List<RuleInfo> infos() {
        return ALL.stream()
                .map(Rule::info)
                .sorted(Comparator.comparing(RuleInfo::area).thenComparing(RuleInfo::id))
                .toList();
    }

    public static Optional<Rule> named(String id) {
        return ALL.stream().filter(rule -> rule.info().id().equals(id)).findFirst();
    }
}
