package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.Expressions;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Texts that are dates, numbers, addresses or JSON by their names. */
public final class TextStoresTypedValue implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "text-stores-typed-value", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("A text or varchar column is named like a date, a number, a yes-or-no, an IP address or JSON.")
            .cost("no validation, the wrong order, casts that no index serves")
            .safe("Use the type that says so.")
            .byHand("values that are no such thing would be refused")
            .seed("Core: data integrity is non-negotiable")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            if (column.table().settings().foreign() == null
                    && FormattedType.of(column.column().type()).isText()
                    && column.column().generated() == null
                    && column.table().of(Constraint.Check.class).stream()
                            .noneMatch(check -> Expressions.mentions(check.expression(), column.name()))) {
                MeantType.of(column.name())
                        .ifPresent(meant -> report.found(
                                        schema,
                                        column.object(),
                                        column.name() + " of " + SchemaContext.shown(column.tableName()) + " is "
                                                + TypeNames.brief(
                                                        column.column().type()) + " but named like "
                                                + meant.words() + ": it takes anything, and sorts as text")
                                .advice("Use " + meant.types() + "."));
            }
        }
    }
}
