package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Columns that are a list. */
public final class RepeatingColumnGroup implements SchemaRule {
    private static final Parameter COLUMNS =
            new Parameter("min-columns", 3, "numbered columns of one type that are a list");
    /** The lines of an address are printed one below the other, and nobody asks for any of them. */
    private static final Set<String> KEPT = Set.of("address", "addr", "line", "street", "adr", "addressline");

    private static final RuleInfo INFO = RuleInfo.of(
                    "repeating-column-group", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .detects("A table has numbered columns of one kind (phone1, phone2, phone3).")
            .safe("Use a table with a row for each, or an array.")
            .byHand("another table changes every statement that uses the columns")
            .parameter(COLUMNS)
            .seed("Normalization: normalize (3NF)")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            if (table.settings().foreign() != null) {
                continue;
            }
            Map<String, List<Column>> groups = new TreeMap<>();
            for (Column column : table.columns()) {
                NumberedName name = NumberedName.of(column.name());
                if (name.isNumbered() && !KEPT.contains(NameWords.last(name.stem()))) {
                    groups.computeIfAbsent(name.stem() + " " + column.type(), key -> new ArrayList<>())
                            .add(column);
                }
            }
            groups.values().stream()
                    .filter(group -> group.size() >= report.limit(COLUMNS) && isCounted(group))
                    .forEach(group -> report.found(
                            schema,
                            SchemaObject.column(
                                    table.name(), group.get(group.size() - 1).name()),
                            SchemaContext.shown(table.name()) + " has " + group.size() + " columns "
                                    + group.get(0).name() + " to "
                                    + group.get(group.size() - 1).name()
                                    + ": a list, of which no query can ask for any"));
        }
    }

    /** Numbered from 0 or 1 on, without a gap. */
    private static boolean isCounted(List<Column> group) {
        Set<Long> numbers = group.stream()
                .map(column -> NumberedName.of(column.name()).number())
                .collect(Collectors.toSet());
        return LongStream.range(1, group.size()).allMatch(numbers::contains) && numbers.size() == group.size();
    }
}
