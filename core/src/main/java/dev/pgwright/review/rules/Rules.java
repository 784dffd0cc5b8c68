package dev.pgwright.review.rules;

import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.migration.AddCheckWithoutNotValid;
import dev.pgwright.review.rules.migration.CreateIndexNotConcurrently;
import dev.pgwright.review.rules.migration.LockTimeoutMissing;
import dev.pgwright.review.rules.migration.MigrationDoesNotApply;
import dev.pgwright.review.rules.migration.SyntaxErrorRule;
import dev.pgwright.review.rules.migration.WideLockWindow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every rule, one line each, in order of area and id. */
public final class Rules {
    /** All of them. */
    public static final List<Rule> ALL = List.of(
            new AddCheckWithoutNotValid(),
            new CreateIndexNotConcurrently(),
            new LockTimeoutMissing(),
            new MigrationDoesNotApply(),
            new SyntaxErrorRule(),
            new WideLockWindow());

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
