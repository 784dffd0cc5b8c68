package dev.pgwright.review.rules;

import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.rules.migration.AddCheckWithoutNotValid;
import dev.pgwright.review.rules.migration.ConcurrentlyInTransaction;
import dev.pgwright.review.rules.migration.CreateIndexNotConcurrently;
import dev.pgwright.review.rules.migration.DropIndexNotConcurrently;
import dev.pgwright.review.rules.migration.DropIndexOwnedByConstraint;
import dev.pgwright.review.rules.migration.LockTimeoutMissing;
import dev.pgwright.review.rules.migration.MigrationDoesNotApply;
import dev.pgwright.review.rules.migration.NonTransactionalStatementInTransaction;
import dev.pgwright.review.rules.migration.ReindexNotConcurrently;
import dev.pgwright.review.rules.migration.SyntaxErrorRule;
import dev.pgwright.review.rules.migration.TruncateCascade;
import dev.pgwright.review.rules.migration.TruncateTable;
import dev.pgwright.review.rules.migration.VacuumFullOrCluster;
import dev.pgwright.review.rules.migration.WideLockWindow;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every rule, one line each, in order of area and id. */
public final class Rules {
    /** All of them. */
    public static final List<Rule> ALL = List.of(
            new AddCheckWithoutNotValid(),
            new ConcurrentlyInTransaction(),
            new CreateIndexNotConcurrently(),
            new DropIndexNotConcurrently(),
            new DropIndexOwnedByConstraint(),
            new LockTimeoutMissing(),
            new MigrationDoesNotApply(),
            new NonTransactionalStatementInTransaction(),
            new ReindexNotConcurrently(),
            new SyntaxErrorRule(),
            new TruncateCascade(),
            new TruncateTable(),
            new VacuumFullOrCluster(),
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
