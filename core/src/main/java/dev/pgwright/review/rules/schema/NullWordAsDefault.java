package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.fix.SchemaFixes;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.sql.tree.A_Const;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.NullNode;
import dev.pgwright.sql.tree.TypeCast;

/** Defaults that were meant to be NULL and are a text of four letters. */
public final class NullWordAsDefault implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of("null-word-as-default", Area.SCHEMA, Needs.CATALOG, Severity.ERROR)
            .detects("A text column's default is the text 'NULL' (or 'null').")
            .safe("Drop the default: without one a column that is not given is NULL.")
            .fixable()
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            String text = column.column().defaultExpression();
            // 'null'::jsonb is a value of its own
            if (text != null && ColumnParts.isText(ColumnParts.type(column, schema)) && isWord(text)) {
                report.found(
                                schema,
                                SchemaObject.defaultOf(column.tableName(), column.name()),
                                "The default of " + column.name()
                                        + " is a text of four letters, not the absence of a value")
                        .advice("Run ALTER TABLE "
                                + Identifiers.quoteIdentifier(
                                        column.tableName().schema(),
                                        column.tableName().name())
                                + " ALTER COLUMN " + Identifiers.quoteIdentifier(column.name())
                                + " DROP DEFAULT, and set the rows that have it to NULL.")
                        .fix(SchemaFixes.withoutDefault(schema, column.tableName(), column.name()));
            }
        }
    }

    private static boolean isWord(String expression) {
        Node value = Expressions.parse(expression).orElse(NullNode.INSTANCE);
        while (value instanceof TypeCast cast && cast.arg() != null) {
            value = cast.arg();
        }
        return value instanceof A_Const constant
                && constant.sval() != null
                && "null".equalsIgnoreCase(constant.sval().sval());
    }
}
