package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.AlterAction;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.StatementContext;
import dev.pgwright.review.StatementRule;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableMoveAllStmt;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import java.util.Map;

/** Changes of where and how a table or index is stored, which copy it. */
public final class AlterTableStorageRewrite implements StatementRule {
    private static final Map<AlterTableType, String> CHANGES = Map.of(
            AlterTableType.AT_SetLogged, "SET LOGGED",
            AlterTableType.AT_SetUnLogged, "SET UNLOGGED",
            AlterTableType.AT_SetAccessMethod, "SET ACCESS METHOD",
            AlterTableType.AT_SetTableSpace, "SET TABLESPACE");

    private static final RuleInfo INFO = RuleInfo.migration("alter-table-storage-rewrite", Needs.SQL, Severity.ERROR)
            .detects(
                    "SET LOGGED, SET UNLOGGED, SET ACCESS METHOD or SET TABLESPACE of an existing table, materialized view or"
                            + " index.")
            .cost("ACCESS EXCLUSIVE while all of it is copied; SET LOGGED also writes all of it to the WAL")
            .safe("Copy into a new table in batches and swap, or plan a maintenance window; REINDEX (TABLESPACE name)"
                    + " CONCURRENTLY moves an index.")
            .seed("Migrations: zero-downtime")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(StatementContext statement, Report report) {
        if (statement.tree() instanceof AlterTableMoveAllStmt move) {
            report.found(
                            statement,
                            "Moving all of the tablespace " + move.origTablespacename() + " to "
                                    + move.newTablespacename() + " copies everything in it in one transaction")
                    .about(String.valueOf(move.origTablespacename()));
        } else if (statement.tree() instanceof AlterTableStmt alter && alter.relation() != null) {
            statement.existing(alter.relation()).ifPresent(relation -> check(statement, alter, relation, report));
        }
    }

    private static void check(StatementContext statement, AlterTableStmt alter, QualifiedName relation, Report report) {
        for (int i = 0; i < alter.cmds().size(); i++) {
            if (alter.cmds().get(i) instanceof AlterTableCmd command && CHANGES.containsKey(command.subtype())) {
                AlterAction action = new AlterAction(statement, alter, command, i, relation);
                boolean copies = action.effects()
                        .on(relation)
                        .filter(RelationEffect::rewrites)
                        .isPresent();
                if (copies) {
                    report.found(
                            action,
                            CHANGES.get(command.subtype()) + " copies all of " + relation
                                    + " while nobody can read or write it");
                }
            }
        }
    }
}
