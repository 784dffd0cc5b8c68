package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.List;
import java.util.Set;

/** Amounts of money in binary fractions. */
public final class FloatForExactValue implements SchemaRule {
    private static final Parameter EVERY_FLOAT =
            new Parameter("every-float", 0, "1 to find every column of these types, whatever its name");
    private static final RuleInfo INFO = RuleInfo.of("float-for-exact-value", Area.SCHEMA, Needs.SQL, Severity.WARNING)
            .detects("A column is real or double precision where exact values are expected: its name says "
                    + "price, amount, balance or the like.")
            .cost("rounding errors")
            .safe("Use numeric(p,s), or an integer of the smallest unit.")
            .byHand("how many digits are exact is known to people only")
            .parameter(EVERY_FLOAT)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    /** Words that stand for money wherever they are in a name. */
    private static final Set<String> MONEY = Set.of(
            "price",
            "prices",
            "amount",
            "amounts",
            "balance",
            "cost",
            "costs",
            "fee",
            "fees",
            "salary",
            "wage",
            "wages",
            "tax",
            "taxes",
            "vat",
            "discount",
            "revenue",
            "budget",
            "payment",
            "subtotal",
            "money",
            "refund",
            "deposit",
            "rent",
            "profit",
            "expense",
            "expenses",
            "credit",
            "debit",
            "tuition",
            "payout",
            "earnings");
    /** Words in front of {@code rate} that make it one that money is multiplied by. */
    private static final Set<String> RATES = Set.of(
            "exchange",
            "interest",
            "tax",
            "vat",
            "commission",
            "hourly",
            "daily",
            "pay",
            "currency",
            "fx",
            "billing",
            "discount",
            "rental");
    /** Words that make it a measure of something else. */
    private static final Set<String> MEASURES = Set.of(
            "ratio",
            "score",
            "rank",
            "weight",
            "probability",
            "rain",
            "rainfall",
            "precipitation",
            "percentile",
            "estimate",
            "estimated",
            "planner",
            "load",
            "moisture");

    @Override
    public void check(SchemaContext schema, Report report) {
        for (TableColumn column : schema.columns()) {
            ColumnType type = ColumnParts.type(column, schema);
            boolean floating = type.base().equals("float4") || type.base().equals("float8");
            if (floating && (report.limit(EVERY_FLOAT) > 0 || isExact(NameWords.of(column.name())))) {
                report.found(
                        schema,
                        column.object(),
                        ColumnParts.is(column, type) + ", which cannot hold most decimal fractions, 0.1 among them");
            }
        }
    }

    private static boolean isExact(List<String> words) {
        if (words.stream().anyMatch(MEASURES::contains)) {
            return false;
        }
        int rate = words.indexOf("rate");
        return words.stream().anyMatch(MONEY::contains)
                || words.equals(List.of("total"))
                || (rate > 0 && RATES.contains(words.get(rate - 1)));
    }
}
