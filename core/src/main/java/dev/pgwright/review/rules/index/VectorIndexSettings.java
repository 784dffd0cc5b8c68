package dev.pgwright.review.rules.index;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.IndexStmt;
import java.util.List;
import java.util.Map;

/** Indexes of pgvector that are left to defaults which nobody has chosen. */
public final class VectorIndexSettings implements StatementRule {
    /** The parameters that decide about recall and the time that a build takes. */
    private static final Map<String, List<String>> PARAMETERS =
            Map.of("hnsw", List.of("m", "ef_construction"), "ivfflat", List.of("lists"));

    private static final RuleInfo INFO = RuleInfo.of("vector-index-settings", Area.INDEX, Needs.SQL, Severity.ADVICE)
            .detects("An index of pgvector is IVFFlat, or does not say by which parameters it is built.")
            .cost("queries that miss neighbours, or a build that takes much longer")
            .safe("Use HNSW with m and ef_construction written out, and enough maintenance_work_mem for the graph.")
            .byHand("the parameters are a choice between speed, memory and what is found")
            .offByDefault()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (!(statement.tree() instanceof IndexStmt index) || !PARAMETERS.containsKey("" + index.accessMethod())) {
            return;
        }
        List<String> missing = PARAMETERS.getOrDefault("" + index.accessMethod(), List.of()).stream()
                .filter(name -> index.options().stream()
                        .noneMatch(option -> option instanceof DefElem given && name.equals(given.defname())))
                .toList();
        if ("ivfflat".equals(index.accessMethod())) {
            report.found(
                    statement,
                    "An IVFFlat index puts vectors into lists that are made of the rows there are when it is built: later rows"
                            + " fit them less and less");
        }
        if (!missing.isEmpty()) {
            report.found(
                    statement, "The index leaves " + String.join(" and ", missing) + " to the defaults of pgvector");
        }
    }
}
