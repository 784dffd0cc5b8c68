package dev.pgwright.review.rules.schema;

import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TypeNames;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaObject;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.WordsParameter;
import java.util.List;
import java.util.Map;

/** Tables without what every table of the project is to have. */
public final class RequiredColumnsPolicy implements SchemaRule {
    private static final WordsParameter COLUMNS = WordsParameter.words(
            "columns", "what every table has to have: a name, or a name and a type", "created_at", "updated_at");
    private static final WordsParameter EXCEPT =
            WordsParameter.patterns("except", "patterns for names of tables that may do without");
    private static final RuleInfo INFO = RuleInfo.of(
                    "required-columns-policy", Area.SCHEMA, Needs.CATALOG, Severity.ADVICE)
            .offByDefault()
            .detects("A table lacks a column that the project demands.")
            .safe("Add it, or name the table among the exceptions.")
            .byHand("the values of the rows that are there are not known")
            .parameter(COLUMNS)
            .parameter(EXCEPT)
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        List<String> excepted = report.words(EXCEPT);
        for (Table table : schema.tables()) {
            List<String> missing = report.words(COLUMNS).stream()
                    .filter(wanted -> !has(table, wanted))
                    .toList();
            if (!missing.isEmpty()
                    && table.settings().foreign() == null
                    && excepted.stream()
                            .noneMatch(pattern -> WordsParameter.pattern(pattern, Map.of())
                                    .matcher(table.name().name())
                                    .matches())) {
                report.found(
                        schema,
                        SchemaObject.relation(table.name()),
                        SchemaContext.shown(table.name()) + " lacks " + String.join(" and ", missing)
                                + ", which the project demands of every table");
            }
        }
    }

    /** Whether a table has a column; if a type stands behind the name, of that type. */
    private static boolean has(Table table, String wanted) {
        int blank = wanted.indexOf(' ');
        String type =
                blank < 0 ? "" : TypeNames.canonical(wanted.substring(blank + 1).strip());
        return table.column(blank < 0 ? wanted : wanted.substring(0, blank))
                .filter(column -> type.isEmpty() || column.type().equals(type))
                .isPresent();
    }
}
