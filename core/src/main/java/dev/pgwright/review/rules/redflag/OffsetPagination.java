package dev.pgwright.review.rules.redflag;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundQuery;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;

/** Pages that are found by skipping rows. */
public final class OffsetPagination implements QueryRule {
    private static final Parameter SKIPPED =
            new Parameter("skipped-rows", 1_000, "From how many rows on a constant OFFSET is reported.");
    private static final Parameter LARGE =
            new Parameter("large-rows", 1_000_000, "From how many rows of the table on it is an error.");

    private static final RuleInfo INFO = RuleInfo.of("offset-pagination", Area.RED_FLAG, Needs.SQL, Severity.WARNING)
            .detects("Pages are found by OFFSET with a parameter or a large number.")
            .cost("reads and discards all skipped rows")
            .safe(
                    "Remember the last row: WHERE (sort, id) > ($1, $2) ORDER BY sort, id LIMIT n, with an index on both.")
            .parameter(SKIPPED)
            .parameter(LARGE)
            .recurringOnly()
            .seed("Red flag: OFFSET-based pagination on large tables")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        for (BoundLevel level : query.levels()) {
            if (!(level.node() instanceof SelectStmt select) || select.limitOffset() == null) {
                continue;
            }
            long number = number(select.limitOffset());
            boolean stored = level.relations().stream().anyMatch(relation -> switch (relation.kind()) {
                case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
                default -> false;
            });
            if (!stored || (number >= 0 && number < report.limit(SKIPPED))) {
                continue;
            }
            Report.Draft found = report.found(
                            query,
                            number >= 0
                                    ? number + " rows are read and thrown away before the first that is given"
                                    : "All rows of the pages before are read and thrown away for each page")
                    .at(query.place(BoundQuery.location(select.limitOffset())));
            boolean large = level.relations().stream()
                    .flatMap(relation -> relation.name().stream())
                    .flatMap(name -> query.facts().table(name).stream())
                    .anyMatch(table -> table.rows() >= report.limit(LARGE));
            if (large) {
                found.severity(Severity.ERROR);
            }
        }
    }

    private static long number(Node offset) {
        return offset instanceof A_Const constant && constant.ival() != null
                ? constant.ival().ival()
                : -1;
    }
}
