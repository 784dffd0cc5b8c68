package dev.pgwright.review.rules.schema;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Columns of one name and several types. */
public final class InconsistentColumnType implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "inconsistent-column-type", Area.SCHEMA, Needs.CATALOG, Severity.WARNING)
            .detects("Columns of the same name have different types in different tables.")
            .safe("Align the types.")
            .byHand("which of the types is right is a decision")
            .seed("Schema: naming conventions are consistent")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final int HALF = 50;

    /** Names that say nothing of what is in the column; of keys another rule speaks. */
    private static final Set<String> ANYTHING = Set.of(
            "id",
            "value",
            "values",
            "type",
            "kind",
            "state",
            "status",
            "key",
            "code",
            "number",
            "no",
            "num",
            "data",
            "version",
            "position",
            "size",
            "level",
            "target",
            "source",
            "result",
            "content",
            "payload",
            "body",
            "info",
            "rank",
            "weight",
            "score",
            "length",
            "count",
            "total",
            "amount",
            "begin",
            "end",
            "start",
            "from",
            "to",
            "old",
            "new",
            "previous",
            "next",
            "parent",
            "owner",
            "reference",
            "ref",
            "name",
            "label",
            "parameters",
            "details",
            "metadata",
            "settings",
            "config",
            "options",
            "attributes",
            "properties",
            "tags",
            "class",
            "format",
            "mode",
            "unit",
            "period",
            "duration",
            "time",
            "date",
            "year",
            "image",
            "picture",
            "hash",
            "token",
            "sequence",
            "order",
            "flag",
            "flags",
            "active",
            "language",
            "text");

    @Override
    public void check(SchemaContext schema, Report report) {
        Map<String, List<TableColumn>> byName = new TreeMap<>();
        for (TableColumn column : schema.columns()) {
            if (column.whole() && !ANYTHING.contains(NameWords.snake(column.name()))) {
                byName.computeIfAbsent(column.name(), name -> new ArrayList<>()).add(column);
            }
        }
        for (List<TableColumn> columns : byName.values()) {
            if (columns.size() > 1) {
                compare(columns, schema, report);
            }
        }
    }

    private static void compare(List<TableColumn> columns, SchemaContext schema, Report report) {
        List<String> types =
                columns.stream().map(column -> type(column, schema)).toList();
        Majority majority = new Majority();
        types.forEach(majority::add);
        // a name that means something else in every table is no convention to keep to
        majority.prevailing(2, HALF).ifPresent(usual -> {
            String where = SchemaContext.shown(columns.get(types.indexOf(usual)).tableName());
            int more = majority.count(usual) - 1;
            String others = more == 0 ? "" : more == 1 ? " and one other" : " and " + more + " others";
            for (int i = 0; i < columns.size(); i++) {
                TableColumn column = columns.get(i);
                if (!types.get(i).equals(usual)) {
                    report.found(
                            schema,
                            column.object(),
                            column.name() + " is " + types.get(i) + " in " + SchemaContext.shown(column.tableName())
                                    + " and " + usual + " in " + where + others);
                }
            }
        });
    }

    /** Without lengths and precisions, in which columns may well differ; all texts are one. */
    private static String type(TableColumn column, SchemaContext schema) {
        ColumnType type = ColumnParts.type(column, schema);
        String base = ColumnParts.isText(type)
                        || type.base().equals("varchar")
                        || type.base().equals("bpchar")
                ? "text"
                : type.base();
        return new ColumnType(base, List.of(), type.array()).words().replace("public.", "");
    }
}
