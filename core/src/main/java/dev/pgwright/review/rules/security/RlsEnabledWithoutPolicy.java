package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Tables that are closed for all but a few. */
public final class RlsEnabledWithoutPolicy implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "rls-enabled-without-policy", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects("Row-level security is on, but the table has no policy, so that all but its owner and roles with "
                    + "BYPASSRLS see no rows and can add none.")
            .safe("Create the policies in the same change, or say in a suppression that nobody is to see anything.")
            .byHand("which rows each role is to see is a decision")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : Policies.securedTables(schema)) {
            if (table.policies().isEmpty()) {
                report.found(
                        schema,
                        SchemaObject.rowSecurity(table.name()),
                        SchemaContext.shown(table.name())
                                + " has row-level security but no policy, so that it is empty for "
                                + (table.settings().forceRowSecurity()
                                        ? "everybody, its owner too"
                                        : "all but its owner"));
            }
        }
    }
}
