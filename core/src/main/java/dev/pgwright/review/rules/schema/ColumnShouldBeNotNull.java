package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Amounts;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Fix;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.ColumnFacts;
import org.jspecify.annotations.Nullable;

/** Columns that may be NULL and should not. */
public final class ColumnShouldBeNotNull implements SchemaRule {
    private static final Parameter EVERY_NULLABLE =
            new Parameter("every-nullable", 0, "1 to find every nullable column");
    private static final RuleInfo INFO = RuleInfo.of(
                    "column-should-be-not-null", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A nullable column is a boolean, has a default, or is a creation timestamp (or any, by "
                    + "setting).")
            .safe("Enforce NOT NULL by the safe path: a CHECK that is NOT VALID, VALIDATE, SET NOT NULL.")
            .fixable()
            .parameter(EVERY_NULLABLE)
            .seed("Schema: NOT NULL on truly required fields")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            Table table = column.table();
            String reason = reason(column.column(), schema, report.limit(EVERY_NULLABLE) > 0);
            if (reason != null
                    && column.column().generated() == null
                    && !TableParts.isForeign(table)
                    && TableParts.isNullable(table, column.column(), schema)) {
                String name = Identifiers.quoteIdentifier(column.name());
                report.found(schema, column.object(), column.name() + " may be NULL, " + reason + seen(column, schema))
                        .advice(
                                "Give the rows that have NULL a value, add CHECK (" + name
                                        + " IS NOT NULL) NOT VALID and validate it, then SET NOT NULL, which needs no scan any more.")
                        .fix(fix(column, schema));
            }
        }
    }

    /** Only where a value is there for statements that give none. */
    private static Fix fix(TableColumn column, SchemaContext schema) {
        String value = column.column().defaultExpression();
        return value == null
                ? new Fix.ByHand("it has no default, so that statements which leave it out would fail")
                : SchemaFixes.notNull(schema, column.tableName(), column.name(), value);
    }

    /** What the statistics tell of it, where they are known. */
    private static String seen(TableColumn column, SchemaContext schema) {
        return schema.facts()
                .table(column.table().name())
                .filter(facts -> facts.rows() > 0)
                .flatMap(facts -> facts.column(column.name()))
                .map(ColumnFacts::nulls)
                .map(nulls -> nulls == 0
                        ? "; by the statistics no row is"
                        : "; by the statistics " + Amounts.percent(nulls) + " of the rows are")
                .orElse("");
    }

    private static @Nullable String reason(Column column, SchemaContext schema, boolean every) {
        ColumnType type = ColumnParts.type(column, schema);
        if (type.base().equals("bool") && !type.array()) {
            return "which is neither true nor false";
        }
        if (TableParts.isCreationTime(column, schema)) {
            return "though every row was made at some time";
        }
        if (column.defaultExpression() != null) {
            return "though its default says what it is when nothing is given";
        }
        return every ? "and nothing says that it has to" : null;
    }
}
