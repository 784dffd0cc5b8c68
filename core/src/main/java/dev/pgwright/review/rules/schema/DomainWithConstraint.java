package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.DomainType;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;

/** Domains that make later changes of tables costly. */
public final class DomainWithConstraint implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("domain-with-constraint", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A domain has a CHECK or NOT NULL, which makes a later ADD COLUMN of it a rewrite and its"
                    + " own changes costly.")
            .cost("ADD COLUMN of the domain rewrites the table")
            .safe("Put the CHECK and NOT NULL on the columns.")
            .byHand("each column of the domain has to take over the check")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (DomainType domain : schema.catalog().domains()) {
            if (domain.notNull() || !domain.checks().isEmpty()) {
                report.found(
                        schema,
                        SchemaObject.type(domain.name()),
                        "The domain " + SchemaContext.shown(domain.name())
                                + (domain.checks().isEmpty() ? " is NOT NULL" : " has a CHECK")
                                + ", so that adding a column of it rewrites the table, "
                                + "and changing it scans every table that has one");
            }
        }
    }
}
