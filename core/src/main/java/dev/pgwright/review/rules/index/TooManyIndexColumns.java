package dev.pgwright.review.rules.index;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.finding.Severity;
import dev.pgwright.review.Area;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Parameter;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.SchemaContext;
import dev.pgwright.review.SchemaRule;

/** Indexes that hold much of the table. */
public final class TooManyIndexColumns implements SchemaRule {
    private static final Parameter COLUMNS = new Parameter("max-columns", 3, "keys of an index that is not unique");
    private static final Parameter KEY_COLUMNS =
            new Parameter("max-key-columns", 5, "keys of a unique index or constraint");
    private static final RuleInfo INFO = RuleInfo.of("too-many-index-columns", Area.INDEX, Needs.SQL, Severity.ADVICE)
            .detects("A b-tree has more keys than the limit.")
            .cost("a larger index, and updates of more columns that are not heap-only")
            .safe("Keep the columns that narrow the result, and move what is only read to INCLUDE.")
            .byHand("which columns narrow the result is not known")
            .parameter(COLUMNS)
            .parameter(KEY_COLUMNS)
            .seed("Indexes: composite indexes match query patterns")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(SchemaContext schema, Report report) {
        for (Table table : IndexedRelations.of(schema)) {
            for (KeptIndex one : KeptIndex.of(table)) {
                long most = report.limit(one.index().unique() ? KEY_COLUMNS : COLUMNS);
                // primary keys have a rule of their own, wide-composite-primary-key
                if (one.index().method().equals("btree")
                        && one.elements().size() > most
                        && !(one.constraint() instanceof Constraint.PrimaryKey)) {
                    report.found(
                            schema,
                            one.object(),
                            one.name() + " of " + SchemaContext.shown(table.name()) + " has "
                                    + one.elements().size()
                                    + " keys, each of which makes it larger and an update of it dearer");
                }
            }
        }
    }
}
