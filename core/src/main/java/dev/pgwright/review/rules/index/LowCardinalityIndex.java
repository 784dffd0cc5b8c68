package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.EnumType;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import java.util.List;

/** Indexes that divide a table into a few parts. */
public final class LowCardinalityIndex implements SchemaRule {
    private static final Parameter VALUES =
            new Parameter("max-values", 4, "values that all keys together can have at most to be too few");
    private static final long MANY = Long.MAX_VALUE;
    private static final RuleInfo INFO = RuleInfo.of(
                    "low-cardinality-index", Area.INDEX, Needs.CATALOG, Severity.ADVICE)
            .detects(
                    "The keys of a b-tree without a predicate can only have a few values: booleans, or enums of few labels.")
            .cost("a planner that expects a large part of the table reads all of it instead")
            .safe("Make it partial, for the rare value, or put a selective column in front.")
            .byHand("which value is the rare one is not known")
            .parameter(VALUES)
            .seed("Indexes: partial indexes where appropriate")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (KeptIndex one : KeptIndex.of(table)) {
                boolean plain = one.index().method().equals("btree")
                        && !one.index().unique()
                        && one.index().predicate() == null;
                long values = plain ? values(one, schema) : MANY;
                if (values <= report.limit(VALUES)) {
                    String keys = String.join(", ", one.columns());
                    report.found(
                            schema,
                            one.object(),
                            one.name() + " of " + SchemaContext.shown(table.name()) + " has only " + values
                                    + " values of " + keys
                                    + " to tell rows apart by: a query that asks for a frequent one reads the table instead");
                }
            }
        }
    }

    /** How many combinations of values the keys can have, NULL apart. */
    private static long values(KeptIndex one, SchemaContext schema) {
        long product = 1;
        for (IndexElement element : one.elements()) {
            long values = element.expression() ? MANY : values(one.table(), element.key(), schema);
            if (values == MANY) {
                return MANY;
            }
            product *= values;
        }
        return product;
    }

    private static long values(Table table, String column, SchemaContext schema) {
        ColumnType type =
                table.column(column).flatMap(found -> schema.type(found.type())).orElse(null);
        if (type == null || type.array()) {
            return MANY;
        }
        if (type.base().equals("bool")) {
            return 2;
        }
        return schema.catalog().enums().stream()
                .filter(one -> one.name().toString().equals(type.base()))
                .map(EnumType::values)
                .mapToLong(List::size)
                .findFirst()
                .orElse(MANY);
    }
}
