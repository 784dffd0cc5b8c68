package dev.pgwright.review.rules.migration;

import dev.pgwright.finding.Severity;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.ObjectType;
import java.util.Set;

/** DROP TABLE of a table that is in use. */
public final class DropTable implements StatementRule {

    private static final RuleInfo INFO = RuleInfo.migration("drop-table", Needs.SQL, Severity.ERROR)
            .detects("DROP TABLE of a table that was there before the migration.")
            .cost("ACCESS EXCLUSIVE on it and on every table that its foreign keys reference; the rows are lost")
            .losesData()
            .safe("Release code that does not use the table first, see in pg_stat_user_tables that nobody reads it any"
                    + " more, keep a copy, and drop it in a later release.")
            .seed("Core: every migration must be reversible")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        for (DroppedObject table : DroppedObject.relations(statement, Set.of(ObjectType.OBJECT_TABLE))) {
            report.found(
                            statement,
                            "Table " + table.name()
                                    + " is dropped with all its rows, and nothing but a backup brings them back")
                    .on(table.name())
                    .at(table.place())
                    .whateverTheSize();
        }
    }
}
