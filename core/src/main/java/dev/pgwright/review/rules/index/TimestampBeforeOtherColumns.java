package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;
import dev.pgwright.review.rules.schema.SoftDelete;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Indexes in which a range comes before what rows could be told apart by. */
public final class TimestampBeforeOtherColumns implements SchemaRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "timestamp-before-other-columns", Area.INDEX, Needs.CATALOG, Severity.ADVICE)
            .detects("A b-tree of several columns that is not unique has a timestamp or date in front of other keys.")
            .cost("a search by a range of time reads all entries of the range, whatever the keys behind it")
            .safe("Put the columns that are compared by equality first, and the time last.")
            .byHand("which queries use the index is not known")
            .seed("Indexes: composite indexes match query patterns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : schema.tables()) {
            for (KeptIndex one : KeptIndex.of(table)) {
                if (one.index().method().equals("btree") && !one.index().unique()) {
                    misplaced(one, table)
                            .ifPresent(time -> report.found(
                                            schema,
                                            one.object(),
                                            one.name() + " of " + SchemaContext.shown(table.name()) + " has " + time
                                                    + " before " + String.join(", ", behind(one, time))
                                                    + ": with a range of " + time
                                                    + " a search cannot narrow its scan by what is behind")
                                    .advice("Put " + time + " last, unless it is always compared by equality."));
                }
            }
        }
    }

    private static Optional<String> misplaced(KeptIndex one, Table table) {
        return one.columns().stream()
                .filter(name -> isTime(table, name) && !isDeletedMark(table, name))
                .findFirst()
                .filter(name -> one.elements().size() == one.columns().size())
                .filter(name ->
                        behind(one, name).stream().anyMatch(other -> !isTime(table, other) && !isKey(table, other)));
    }

    private static List<String> behind(KeptIndex one, String name) {
        List<String> columns = new ArrayList<>(one.columns());
        return columns.subList(columns.indexOf(name) + 1, columns.size());
    }

    /** Only the order of rows with the same time: what pages are turned by. */
    private static boolean isKey(Table table, String name) {
        return KeptIndex.of(table).stream()
                .filter(index -> index.index().unique() && index.index().predicate() == null)
                .anyMatch(index -> Set.copyOf(index.columns()).equals(Set.of(name))
                        && index.elements().size() == 1);
    }

    private static boolean isTime(Table table, String name) {
        return table.column(name)
                .map(Column::type)
                .filter(type -> type.startsWith("timestamp") || type.equals("date"))
                .isPresent();
    }

    /** It is asked for NULL, which is an equality. */
    private static boolean isDeletedMark(Table table, String name) {
        return SoftDelete.of(table)
                .filter(deleted -> deleted.column().name().equals(name))
                .isPresent();
    }
}
