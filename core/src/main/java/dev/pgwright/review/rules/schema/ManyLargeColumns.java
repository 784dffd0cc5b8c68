package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;
import java.util.Set;

/** Tables with several columns of any size. */
public final class ManyLargeColumns implements SchemaRule {
    private static final Parameter MOST =
            new Parameter("most-large-columns", 1, "number of such columns that a table may have");
    private static final RuleInfo INFO = RuleInfo.of("many-large-columns", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("A table has more than the limit of bytea, xml, json or unbounded text payload columns.")
            .cost("TOAST reads")
            .safe("Move payloads to a side table.")
            .byHand("another table changes every statement that reads the columns")
            .parameter(MOST)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<String> LARGE = Set.of("bytea", "xml", "json", "jsonb");
    /** Words of texts that are read by people or programs as a whole. */
    private static final Set<String> PAYLOADS = Set.of(
            "body",
            "content",
            "html",
            "payload",
            "raw",
            "document",
            "markdown",
            "source",
            "xml",
            "json",
            "article",
            "log",
            "transcript",
            "response",
            "request",
            "stacktrace",
            "dump",
            "output");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<String> large = table.columns().stream()
                    .filter(column -> isLarge(column, schema))
                    .map(Column::name)
                    .toList();
            if (large.size() > report.limit(MOST)) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name()) + " has " + large.size() + " columns of any size ("
                                + String.join(", ", large) + "): what selects all of a row fetches each from TOAST");
            }
        }
    }

    private static boolean isLarge(Column column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        boolean payload = ColumnParts.isUnlimited(type)
                && NameWords.of(column.name()).stream().anyMatch(PAYLOADS::contains);
        return payload || (LARGE.contains(type.base()) && !type.array());
    }
}
