package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Columns that are told to use the older compression. */
public final class PglzCompression implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("pglz-compression", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A column is set to compress with pglz, where lz4 is at hand (PostgreSQL 14).")
            .safe("ALTER COLUMN ... SET COMPRESSION lz4: it holds for new values, and rewrites none.")
            .byHand("whether the server was built with lz4 is not known")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            if ("pglz".equals(column.column().settings().compression())) {
                report.found(
                        schema,
                        SchemaObject.settingOf(column.tableName(), column.name()),
                        column.name() + " of " + SchemaContext.shown(column.tableName())
                                + " compresses large values with pglz, which takes several times as long as lz4");
            }
        }
    }
}
