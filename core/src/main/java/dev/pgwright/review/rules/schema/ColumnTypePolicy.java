package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.ColumnType;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;
import dev.pgwright.review.WordsParameter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Types that a team has agreed not to use. */
public final class ColumnTypePolicy implements SchemaRule {
    private static final WordsParameter DENIED = WordsParameter.words(
            "denied-types", "types that no column may have, each alone or with a replacement (money -> numeric)");
    private static final WordsParameter KEYS =
            WordsParameter.words("key-types", "types that columns of primary keys may have; all while none is named");
    private static final RuleInfo INFO = RuleInfo.of("column-type-policy", Area.SCHEMA, Needs.SQL, Severity.ADVICE)
            .offByDefault()
            .detects("A column uses a type on the configured deny list, or a primary key one that is not on "
                    + "its allow list.")
            .safe("Use the listed replacement.")
            .byHand("the type to use instead is named by the project, and values may not fit it")
            .parameter(DENIED)
            .parameter(KEYS)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Map<String, String> denied = new TreeMap<>();
        for (String word : report.words(DENIED)) {
            int arrow = word.indexOf("->");
            String type = arrow < 0 ? word : word.substring(0, arrow);
            denied.put(
                    TypeNames.brief(type.strip()),
                    arrow < 0 ? "" : word.substring(arrow + 2).strip());
        }
        List<String> keys = report.words(KEYS).stream().map(TypeNames::brief).toList();
        for (TableColumn column : schema.columns()) {
            ColumnType type = ColumnParts.type(column, schema);
            String plain = new ColumnType(type.base(), List.of(), type.array()).words();
            String replacement = denied.getOrDefault(type.words(), denied.get(plain));
            if (replacement != null) {
                Report.Draft found = report.found(
                        schema,
                        column.object(),
                        ColumnParts.is(column, type) + ", which is on the list of denied types");
                if (!replacement.isEmpty()) {
                    found.advice("Use " + replacement + ".");
                }
            } else if (!keys.isEmpty()
                    && TableParts.key(column.table()).contains(column.name())
                    && !keys.contains(plain)
                    && !keys.contains(type.words())) {
                report.found(
                                schema,
                                column.object(),
                                ColumnParts.is(column, type) + ", which is not on the list of types for primary keys")
                        .advice("Use one of " + String.join(", ", keys) + ".");
            }
        }
    }
}
