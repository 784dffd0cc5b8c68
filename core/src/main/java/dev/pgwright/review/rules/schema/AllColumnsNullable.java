package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.List;

/** Tables in which nothing is required. */
public final class AllColumnsNullable implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "all-columns-nullable", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("All columns of a table apart from its primary key are nullable.")
            .safe("Mark the required ones NOT NULL.")
            .byHand("which columns every row has is known to people only")
            .seed("Schema: NOT NULL on truly required fields")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<Column> others = table.columns().stream()
                    .filter(column -> !TableParts.key(table).contains(column.name()) && column.generated() == null)
                    .toList();
            // what inherits has the columns of its parent; of one column alone nobody can tell
            if (!saysSomething(table)
                    && !TableParts.isForeign(table)
                    && table.inherits().isEmpty()
                    && others.size() > 1
                    && others.stream().allMatch(column -> TableParts.isNullable(table, column, schema))) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        "None of the " + others.size() + " columns of " + SchemaContext.shown(table.name())
                                + (TableParts.key(table).isEmpty() ? "" : " besides its key")
                                + " is NOT NULL, so that a row may say nothing at all");
            }
        }
    }

    /** Whether its key does already: one of several columns ties things together, one that refers adds to another table's row. */
    private static boolean saysSomething(Table table) {
        List<String> key = TableParts.key(table);
        return key.size() > 1
                || table.foreignKeys().stream().anyMatch(one -> one.columns().equals(key));
    }
}
