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
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;

/** Policies that nobody has switched on. */
public final class PolicyWithoutRls implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("policy-without-rls", Area.SECURITY, Needs.CATALOG, Severity.ERROR)
            .detects("A table has policies, but row-level security is not enabled on it.")
            .cost("the policies have no effect")
            .safe("ALTER TABLE ... ENABLE ROW LEVEL SECURITY.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            if (!table.policies().isEmpty() && !table.settings().rowSecurity()) {
                int count = table.policies().size();
                String name = SchemaContext.shown(table.name());
                String policy = table.policies().get(0).name();
                report.found(
                                schema,
                                SchemaObject.policy(table.name(), policy),
                                (count == 1 ? "The policy " + policy : "Each of the " + count + " policies") + " on "
                                        + name + " does nothing, as row-level security is off there")
                        .advice("ALTER TABLE " + SchemaAccess.sql(table.name()) + " ENABLE ROW LEVEL SECURITY.")
                        .fix(SchemaFixes.statement(
                                "enable row-level security",
                                "ALTER TABLE " + SqlNames.of(table.name()) + " ENABLE ROW LEVEL SECURITY"));
            }
        }
    }
}
