package dev.pgwright.review.rules.query;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class QueryRules {
    public static final List<Rule> ALL = List.of(
            new ComparisonWithNull(),
            new DmlWithoutWhere(),
            new HavingWithoutAggregate(),
            new InsertWithoutColumnList(),
            new NotInWithNulls(),
            new NullInConcatenation(),
            new OrderByRandom(),
            new QueryDoesNotMatchSchema(),
            new RepeatedColumnAssignment(),
            new SelectStar(),
            new TimestampBetween(),
            new TooManyJoins(),
            new UnboundedSelect());

    private QueryRules() {}
}
