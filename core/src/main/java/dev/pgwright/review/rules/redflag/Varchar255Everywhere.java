package dev.pgwright.review.rules.redflag;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.rules.schema.FormattedType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Limits of texts that nobody chose. */
public final class Varchar255Everywhere implements SchemaRule {
    /** 255 is what one byte counts, 191 what an index of MySQL took; in PostgreSQL they mean nothing. */
    private static final Set<Integer> HABITS = Set.of(255, 256, 254, 191);

    private static final Parameter COLUMNS =
            new Parameter("min-columns", 3, "columns of a table with the same length from 255 or thereabouts");
    private static final RuleInfo INFO = RuleInfo.of(
                    "varchar-255-everywhere", Area.RED_FLAG, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "Several columns of a table, or most texts of the schema, are varchar of one and the same round length, such as varchar(255).")
            .safe("Use text, with a CHECK where there is a real limit.")
            .parameter(COLUMNS)
            .seed("Red flag: VARCHAR(255) everywhere")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        List<TableColumn> texts = new ArrayList<>();
        for (TableColumn column : schema.columns()) {
            if (column.table().settings().foreign() == null
                    && FormattedType.of(column.column().type()).isText()) {
                texts.add(column);
            }
        }
        Map<QualifiedName, List<TableColumn>> tables = texts.stream()
                .collect(Collectors.groupingBy(TableColumn::tableName, TreeMap::new, Collectors.toList()));
        List<TableColumn> others = new ArrayList<>();
        tables.forEach((table, columns) -> {
            Optional<Map.Entry<Integer, List<TableColumn>>> found = mostUsed(columns)
                    .filter(used -> isThoughtless(used.getKey(), used.getValue().size(), columns.size(), report));
            found.ifPresent(used -> found(
                    used,
                    SchemaContext.shown(table) + " has " + used.getValue().size() + " columns of varchar("
                            + used.getKey() + ")",
                    schema,
                    report));
            if (found.isEmpty()) {
                others.addAll(columns);
            }
        });
        mostUsed(others)
                .filter(used -> HABITS.contains(used.getKey())
                        && schema.isComplete()
                        && used.getValue().size() >= report.limit(COLUMNS) * 2
                        && used.getValue().size() * 2 > others.size())
                .ifPresent(used -> found(
                        used,
                        used.getValue().size() + " columns of " + tablesOf(used.getValue()) + " tables are varchar("
                                + used.getKey() + ")",
                        schema,
                        report));
    }

    private static void found(
            Map.Entry<Integer, List<TableColumn>> used, String what, SchemaContext schema, Report report) {
        report.found(
                schema, used.getValue().get(0).object(), what + ", a limit that does not follow from what they hold");
    }

    private static long tablesOf(List<TableColumn> columns) {
        return columns.stream().map(TableColumn::tableName).distinct().count();
    }

    /** The length that most varchar columns have, the smaller one first where several are used as often. */
    private static Optional<Map.Entry<Integer, List<TableColumn>>> mostUsed(List<TableColumn> columns) {
        Map<Integer, List<TableColumn>> lengths = new TreeMap<>();
        for (TableColumn column : columns) {
            FormattedType type = FormattedType.of(column.column().type());
            if (type.base().equals("character varying") && type.modifier() > 0) {
                lengths.computeIfAbsent(type.modifier(), length -> new ArrayList<>())
                        .add(column);
            }
        }
        return lengths.entrySet().stream()
                .max(Comparator.comparingInt(length -> length.getValue().size()));
    }

    /** The length is a habit, or a round one that all texts of a table have. */
    private static boolean isThoughtless(int length, int columns, int texts, Report report) {
        boolean round = length % 50 == 0 || Integer.bitCount(length) == 1;
        return HABITS.contains(length)
                ? columns >= report.limit(COLUMNS)
                : round && columns >= report.limit(COLUMNS) + 2 && columns == texts;
    }
}
