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
import dev.pgwright.review.WordsParameter;

/** Tables without row security in a schema where all are to have it. */
public final class RlsNotEnabled implements SchemaRule {
    private static final WordsParameter SCHEMAS =
            WordsParameter.words("schemas", "schemas all of whose tables are to have row-level security", "public");

    private static final RuleInfo INFO = RuleInfo.of("rls-not-enabled", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .offByDefault()
            .detects("A table in a schema whose tables are to have row-level security has none.")
            .safe("Enable it, and create policies.")
            .byHand("which rows each role is to see is a decision")
            .parameter(SCHEMAS)
            .seed("Core: privileges as narrow as the need")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            boolean meant = report.words(SCHEMAS).contains(table.name().schema());
            // a foreign table cannot have it; policies without it are another rule's
            if (meant
                    && table.settings().foreign() == null
                    && !table.settings().rowSecurity()
                    && table.policies().isEmpty()) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name())
                                + " has no row-level security, so that whoever may read it reads every row");
            }
        }
    }
}
