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
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.WordsParameter;
import java.util.List;

/** Collations that a team has not agreed on. */
public final class EncodingOrCollationPolicy implements SchemaRule {
    private static final WordsParameter ALLOWED =
            WordsParameter.words("collations", "collations that columns may have besides the database's own", "C");
    private static final RuleInfo INFO = RuleInfo.of(
                    "encoding-or-collation-policy", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("The collation of a column or domain is not on the configured list.")
            .safe("Use UTF8 and one agreed collation provider.")
            .byHand("a database is made anew to have another encoding")
            .parameter(ALLOWED)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        List<String> allowed = report.words(ALLOWED);
        for (TableColumn column : schema.columns()) {
            String collation = column.column().collation();
            if (collation != null && !allowed.contains(CollationNames.plain(collation))) {
                found(schema, column.object(), column.name(), CollationNames.plain(collation), allowed, report);
            }
        }
        for (DomainType domain : schema.catalog().domains()) {
            String collation = domain.collation();
            if (collation != null && !allowed.contains(CollationNames.plain(collation))) {
                SchemaObject object = SchemaObject.type(domain.name());
                found(
                        schema,
                        object,
                        "the domain " + SchemaContext.shown(domain.name()),
                        CollationNames.plain(collation),
                        allowed,
                        report);
            }
        }
    }

    private static void found(
            SchemaContext schema,
            SchemaObject object,
            String name,
            String collation,
            List<String> allowed,
            Report report) {
        report.found(
                schema,
                object,
                "The collation of " + name + " is " + collation + ", not the database's"
                        + (allowed.isEmpty() ? "" : " and none of " + String.join(", ", allowed)));
    }
}
