package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.sql.Identifiers;
import org.jspecify.annotations.Nullable;

/** Tables and views of which nobody says what they hold. */
public final class UndocumentedTable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("undocumented-table", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table or view has no comment.")
            .safe("COMMENT ON TABLE: what one row is, and who writes it.")
            .byHand("what it is for is known to people only")
            .seed("Schema: every table has a clear purpose")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            found("TABLE", table.name(), table.comment(), schema, report);
        }
        for (View view : schema.views()) {
            found(view.materialized() ? "MATERIALIZED VIEW" : "VIEW", view.name(), view.comment(), schema, report);
        }
    }

    private static void found(
            String kind, QualifiedName name, @Nullable String comment, SchemaContext schema, Report report) {
        if (comment == null || comment.isBlank()) {
            report.found(
                            schema,
                            SchemaObject.relation(name),
                            "Nothing says what a row of " + SchemaContext.shown(name) + " is")
                    .advice("COMMENT ON " + kind + " " + Identifiers.quoteIdentifier(name.schema(), name.name())
                            + " IS 'one row for each ...'.");
        }
    }
}
