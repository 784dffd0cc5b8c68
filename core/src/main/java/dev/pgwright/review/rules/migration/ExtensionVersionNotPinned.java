package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.DefElem;

/** CREATE EXTENSION without VERSION. */
public final class ExtensionVersionNotPinned implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("extension-version-not-pinned", Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("CREATE EXTENSION without VERSION.")
            .safe("Say which VERSION the code was tested with.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof CreateExtensionStmt create
                && create.extname() != null
                && create.options().stream()
                        .noneMatch(option ->
                                option instanceof DefElem element && "new_version".equals(element.defname()))) {
            report.found(
                            statement,
                            "Extension " + create.extname()
                                    + " gets whatever version is the default of the server it is made on")
                    .about(create.extname());
        }
    }
}
