package dev.pgwright.review.rules.query;

import dev.pgwright.code.EmbeddedStatement.Repetition;
import dev.pgwright.code.LazyLoading.Access;
import dev.pgwright.finding.Evidence;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.CodeContext;
import dev.pgwright.review.CodeRule;
import dev.pgwright.review.LazyContext;
import dev.pgwright.review.LoopedContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.Optional;

/** Programs that ask the database once for each element of something. */
public final class QueryInLoop implements CodeRule {
    private static final RuleInfo INFO = RuleInfo.query("query-in-loop", Needs.SQL, Severity.WARNING)
            .detects(
                    "A program runs a statement in a loop, with another element of what the loop runs through each time, or"
                            + " asks there for what JPA loads lazily.")
            .cost("one round trip per row")
            .safe("One query with JOIN, = ANY($1) or LATERAL.")
            .byHand("the code around the query has to change with it")
            .seed("Queries: N+1 patterns are avoided")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** What JPA loads when it is asked for is one more query for each element. */
    @Override
    public void check(LazyContext lazy, Report report) {
        Access access = lazy.access();
        int line = lazy.source().position(access.loop().start()).line();
        report.found(
                        lazy,
                        "The " + access.name() + " of each " + access.variable() + " of the loop in line " + line
                                + " are loaded by a query of their own, unless they are there already")
                .evidence(Evidence.ASSUMED)
                .advice(
                        "JOIN FETCH or an @EntityGraph in the query before the loop, or @BatchSize on the association.");
    }

    /** A method of another class sends the statement. */
    @Override
    public void check(LoopedContext looped, Report report) {
        int line = looped.source().position(looped.call().loop().start()).line();
        report.found(
                        looped,
                        looped.call().method() + " of " + looped.call().type()
                                + " sends a statement, and is called once for each "
                                + String.join(" and ", looped.call().variables()) + " of the loop in line " + line)
                .evidence(Evidence.ASSUMED)
                .advice("A method for all of them, with one statement: = ANY($1), or several rows.");
    }

    @Override
    public void check(CodeContext code, Report report) {
        Optional<Repetition> repetition = code.statement().repeated();
        if (repetition.isEmpty()) {
            return;
        }
        boolean reads = !code.parsed().statements().isEmpty()
                && code.parsed().statements().get(0).tree() instanceof SelectStmt;
        int line = code.statement()
                .file()
                .position(repetition.get().loop().start())
                .line();
        String each = String.join(" and ", repetition.get().variables());
        report.found(
                        code,
                        repetition.get().call(),
                        "This is sent once for each " + each + " of the loop in line " + line
                                + ", one round trip each time")
                .evidence(Evidence.ASSUMED)
                .advice(
                        reads
                                ? "One query with JOIN, = ANY($1) or LATERAL before the loop."
                                : "One statement for all rows, from unnest($1, $2) or with several rows of VALUES, or a batch of the"
                                        + " driver.");
    }
}
