package dev.pgwright.review.rules.query;

import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.BoundLevel;
import dev.pgwright.load.folded.BoundRelation;
import dev.pgwright.review.Needs;
import dev.pgwright.review.QueryContext;
import dev.pgwright.review.QueryKind;
import dev.pgwright.review.QueryRule;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.sql.tree.A_Star;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.InsertStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ResTarget;
import dev.pgwright.sql.tree.SelectStmt;
import java.util.List;
import java.util.Optional;

/** SELECT * of tables in queries that run again and again. */
public final class SelectStar implements QueryRule {
    private static final RuleInfo INFO = RuleInfo.query("select-star", Needs.SQL, Severity.WARNING)
            .detects("A query, view or routine selects * of a table.")
            .cost("reads and ships columns that nobody asked for, and breaks covering indexes")
            .safe("List the columns.")
            .recurringOnly()
            .seed("Queries: no SELECT * in production code")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(QueryContext query, Report report) {
        if (query.tree() instanceof SelectStmt select) {
            check(query, select, report);
        } else if (query.tree() instanceof InsertStmt insert && insert.selectStmt() instanceof SelectStmt select) {
            check(query, select, report);
        }
    }

    private static void check(QueryContext query, SelectStmt select, Report report) {
        if (select.larg() != null && select.rarg() != null) {
            check(query, select.larg(), report);
            check(query, select.rarg(), report);
            return;
        }
        for (Node target : select.targetList()) {
            if (target instanceof ResTarget result
                    && result.val() instanceof ColumnRef column
                    && column.fields().get(column.fields().size() - 1) instanceof A_Star) {
                List<BoundRelation> relations = relations(query, select, column);
                Optional<BoundRelation> table =
                        relations.stream().filter(SelectStar::isStored).findFirst();
                if (table.isPresent()) {
                    report.found(query, message(query, Predicates.written(column), table.get()))
                            .at(query.place(column.location()));
                    return;
                }
            }
        }
    }

    private static String message(QueryContext query, String prefix, BoundRelation table) {
        String star = prefix.isEmpty() ? "*" : prefix + ".*";
        return query.kind() == QueryKind.VIEW
                ? star + " is the columns that " + table.alias() + " has now; those added later are not in the view"
                : star + " reads all columns of " + table.alias() + ", also those that are added later";
    }

    private static boolean isStored(BoundRelation relation) {
        return switch (relation.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, UNKNOWN -> true;
            default -> false;
        };
    }

    private static List<BoundRelation> relations(QueryContext query, SelectStmt select, ColumnRef star) {
        String prefix = Predicates.written(star);
        String alias = prefix.substring(prefix.lastIndexOf('.') + 1);
        return query.bound().level(select).map(BoundLevel::relations).orElse(List.of()).stream()
                .filter(relation -> prefix.isEmpty() || relation.alias().equals(alias))
                .toList();
    }
}
