package dev.pgwright.review.rules.query;

import dev.pgwright.review.Rule;
import java.util.List;

/** All rules of the area, in order of their ids. */
public final class QueryRules {
    public static final List<Rule> ALL = List.of(
            new CartesianJoin(),
            new ComparisonWithNull(),
            new ComplexQueryWithoutCte(),
            new CorrelatedSubqueryPerRow(),
            new CountForExistence(),
            new DistinctHidesJoinFanout(),
            new DmlWithoutWhere(),
            new FunctionOnFilteredColumn(),
            new HavingWithoutAggregate(),
            new InsertWithoutColumnList(),
            new LeadingWildcardSearch(),
            new NPlusOneQueries(),
            new NotInWithNulls(),
            new NullInConcatenation(),
            new OrAcrossColumns(),
            new OrderByRandom(),
            new OuterJoinCancelledByFilter(),
            new PlpgsqlAssignmentMismatch(),
            new PlpgsqlSuspiciousCode(),
            new QueryCostly(),
            new QueryDegradingOrUnstable(),
            new QueryDoesNotMatchSchema(),
            new QueryInLoop(),
            new QuerySpillsToDisk(),
            new RepeatedColumnAssignment(),
            new RowByRowProcessing(),
            new SelectStar(),
            new TimestampBetween(),
            new TooManyJoins(),
            new TriggerScansWholeTable(),
            new TypeMismatchInPredicate(),
            new UnboundedSelect(),
            new UnionWithoutAll(),
            new UnorderedLimit(),
            new UnstablePaginationOrder(),
            new WrongVolatilityMarking());

    private QueryRules() {}
}
