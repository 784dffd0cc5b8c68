package dev.pgwright.review.rules.security;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.review.fix.SqlNames;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;

/** Views that show rows with their owner's rights. */
public final class ViewBypassesRls implements SchemaRule {
    /** Since this version a view can be read with the rights of whoever asks. */
    private static final int INVOKER_SINCE = 15;

    private static final RuleInfo INFO = RuleInfo.of(
                    "view-bypasses-rls", Area.SECURITY, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A view without security_invoker, or a materialized view, over a table with row-level security can be "
                            + "read by other roles.")
            .cost("the rows that its owner may see are shown to all of them")
            .safe("Set security_invoker = true (PostgreSQL 15 and later), or revoke the access.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        SchemaAccess access = new SchemaAccess(schema);
        for (Table table : Policies.securedTables(schema)) {
            // a forced policy binds the owner, through a view as well
            if (table.policies().isEmpty() || table.settings().forceRowSecurity()) {
                continue;
            }
            for (QualifiedName name : schema.state().uses().viewsOn(table.name(), null)) {
                schema.state()
                        .view(name)
                        .filter(view -> !isInvoker(view))
                        .ifPresent(view -> judge(schema, access, table, view, report));
            }
        }
    }

    private static void judge(SchemaContext schema, SchemaAccess access, Table table, View view, Report report) {
        SortedSet<String> readers = access.grantees(SchemaAccess.view(view), "SELECT");
        if (readers.isEmpty()) {
            return;
        }
        String who = String.join(", ", readers.stream().map(SchemaAccess::shown).toList());
        boolean mendable = !view.materialized() && schema.version() >= INVOKER_SINCE;
        report.found(
                        schema,
                        SchemaObject.relation(view.name()),
                        "The " + (view.materialized() ? "materialized view " : "view ")
                                + SchemaContext.shown(view.name()) + " shows rows of "
                                + SchemaContext.shown(table.name()) + " to " + who
                                + " with its owner's rights, past the policies there")
                .advice(
                        mendable
                                ? "ALTER VIEW " + SchemaAccess.sql(view.name()) + " SET (security_invoker = true)."
                                : "Revoke SELECT on it, or put the condition of the policies into its query.")
                .fix(
                        mendable
                                ? SchemaFixes.statement(
                                        "read it with the rights of whoever asks",
                                        "ALTER VIEW " + SqlNames.of(view.name()) + " SET (security_invoker = true)")
                                : new Fix.ByHand("its rows are kept, or the version knows no security_invoker"));
    }

    private static boolean isInvoker(View view) {
        String value = view.options().getOrDefault("security_invoker", "false").toLowerCase(Locale.ROOT);
        return !view.materialized()
                && List.of("true", "on", "1", "yes", "t", "y").contains(value);
    }
}
