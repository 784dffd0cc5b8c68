package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.QueryFault;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RoutineContext;
import dev.pgwright.review.RoutineRule;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.workload.PreparedQuery;
import java.util.Optional;
import java.util.Set;

/** Queries that the server refuses, because of what they name or of types. */
public final class QueryDoesNotMatchSchema implements QueryRule, RoutineRule {
    /** What depends on types that a caller can give. */
    private static final Set<String> OPEN = Set.of("42725", "42P08", "42P18");

    private static final RuleInfo INFO = RuleInfo.query("query-does-not-match-schema", Needs.CATALOG, Severity.ERROR)
            .detects("A query names a relation, column or function that is not there, or its types do not fit.")
            .cost("fails when it runs")
            .safe("Correct the name or the type.")
            .byHand("what is meant is known to its author")
            .seed("Core: correctness over cleverness")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        Optional<PreparedQuery> refused = query.prepared().filter(answer -> !answer.isAccepted());
        boolean isJudged = query.prepared().isPresent();
        if (refused.isPresent() && !RepeatedColumnAssignment.isIn(query)) {
            // the server judges
            PreparedQuery answer = refused.get();
            report.found(query, refused(answer.message(), answer.sqlState()))
                    .at(query.place(answer.location()))
                    .evidence(Evidence.MEASURED);
        }
        boolean isFine = isJudged || query.bound().faults().isEmpty();
        if (isFine && refused.isEmpty()) {
            ConflictTargets.check(query, report);
        }
        if (isFine || query.kind() == QueryKind.VIEW) {
            // a view that cannot be made is a migration that does not apply
            return;
        }
        QueryFault fault = query.bound().faults().get(0);
        if (RepeatedColumnAssignment.isIn(query) || (query.kind().recurs() && OPEN.contains(fault.sqlState()))) {
            return;
        }
        report.found(query, refused(fault.message(), fault.sqlState())).at(query.place(fault.location()));
    }

    private static String refused(String message, String sqlState) {
        return "PostgreSQL refuses this query: " + message + " (" + sqlState + ")";
    }

    /** Triggers, whose rows have the columns of their tables. */
    @Override
    public void check(RoutineContext routine, Report report) {
        TriggerFields.missing(routine).forEach((field, place) -> {
            int point = field.indexOf('.');
            report.found(
                    routine,
                    place,
                    "PostgreSQL refuses this when a row comes: record \"" + field.substring(0, point)
                            + "\" has no field \""
                            + field.substring(point + 1)
                            + "\" (42703)");
        });
    }
}
