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
import java.util.Set;
import java.util.stream.Collectors;

/** Keys that a reader has to look for. */
public final class PrimaryKeyColumnsNotFirst implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "primary-key-columns-not-first", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("The columns of a primary key do not lead the list of columns.")
            .safe("List them first when a table is made; moving them later is not worth a copy of the table.")
            .byHand("statements that name no columns rely on the order that is there")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            table.primaryKey().ifPresent(key -> {
                Set<String> first = table.columns().stream()
                        .limit(key.columns().size())
                        .map(Column::name)
                        .collect(Collectors.toSet());
                if (!first.containsAll(key.columns()) && table.inherits().isEmpty()) {
                    report.found(
                            schema,
                            SchemaObject.constraint(table.name(), key.name()),
                            "The primary key of " + SchemaContext.shown(table.name()) + " ("
                                    + String.join(", ", key.columns())
                                    + ") does not stand in front of the other columns");
                }
            });
        }
    }
}
