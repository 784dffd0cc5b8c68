package dev.pgwright.review.rules.redflag;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.TableColumn;

/** Copies that nothing keeps true. */
public final class DenormalizationWithoutSync implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "denormalization-without-sync", Area.RED_FLAG, Needs.CATALOG, Severity.WARNING)
            .detects(
                    "A column repeats, counts or sums what another table has, with no trigger, generated expression or comment that says how it is kept true.")
            .cost("values drift apart")
            .safe("Derive it where it is read, or keep it by a trigger or job and say so in a comment on the column.")
            .seed("Red flag: denormalization without documented sync")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        Copies copies = new Copies(schema);
        for (TableColumn column : schema.columns()) {
            boolean told = column.column().generated() != null
                    || (column.column().comment() != null
                            && !column.column().comment().isBlank());
            if (told || !column.whole() || !column.table().triggers().isEmpty()) {
                continue;
            }
            copies.of(column.table(), column.column())
                    .filter(source -> source.table().triggers().isEmpty())
                    .ifPresent(source -> report.found(
                            schema,
                            column.object(),
                            column.name() + " of " + SchemaContext.shown(column.tableName()) + " " + source.how() + " "
                                    + source.what() + ", and nothing says how the two are kept the same"));
        }
    }
}
