package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.QualifiedName;
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

/** Tables whose rows have holes. */
public final class ColumnAlignment implements SchemaRule {
    private static final Parameter WASTED = new Parameter(
            "wasted-bytes", 8, "bytes of padding in a row, more than with the best order, from which it is reported");
    private static final RuleInfo INFO = RuleInfo.of("column-alignment", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("The column order of a table wastes padding (fixed-width columns after variable ones, "
                    + "wide ones after narrow ones).")
            .cost("bytes per row")
            .safe("In a new table put 8-byte columns first, then 4, 2 and 1, then those of any length.")
            .byHand("statements that name no columns rely on the order that is there")
            .parameter(WASTED)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            List<String> types = table.columns().stream()
                    .filter(column ->
                            column.generated() == null || column.generated().stored())
                    .map(column -> stored(ColumnParts.type(column, schema), schema))
                    .toList();
            double wasted = TypeLayout.padding(types) - TypeLayout.padding(TypeLayout.packed(types));
            if (!TableParts.isForeign(table) && wasted >= report.limit(WASTED)) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        "The columns of " + SchemaContext.shown(table.name()) + " stand in an order that wastes about "
                                + (long) wasted + " bytes in each row");
            }
        }
    }

    private static String stored(ColumnType type, SchemaContext schema) {
        if (type.array()) {
            return "array";
        }
        int dot = type.base().indexOf('.');
        boolean user = dot > 0
                && schema.state()
                        .enumType(QualifiedName.of(
                                type.base().substring(0, dot), type.base().substring(dot + 1)))
                        .isPresent();
        // a value of an enum is stored as the number of its label
        return user ? "oid" : type.base();
    }
}
