package dev.pgwright.review.rules.migration;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.review.HistoryContext;
import dev.pgwright.review.HistoryRule;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Needs;
import dev.pgwright.review.Report;
import dev.pgwright.review.RuleInfo;
import dev.pgwright.review.Step;
import dev.pgwright.review.Trees;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DeleteStmt;
import dev.pgwright.sql.tree.FuncCall;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.NamedArgExpr;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.workload.ManagedTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Hand-written changes of tables that TimescaleDB, Citus or pg_partman run. */
public final class ExtensionManagedTableChange implements HistoryRule {
    /** The functions that hand a table over: what they make of it, by their names. */
    private static final Map<String, ManagedTable> HANDOVERS = Map.of(
            "create_hypertable", of("timescaledb", "hypertable"),
            "create_distributed_table", of("citus", "distributed table"),
            "create_reference_table", of("citus", "reference table"),
            "create_parent", of("pg_partman", "partition set"));

    private static final Set<AlterTableType> PARTITIONING =
            Set.of(AlterTableType.AT_AttachPartition, AlterTableType.AT_DetachPartition);

    private static final RuleInfo INFO = RuleInfo.migration(
                    "extension-managed-table-change", Needs.CATALOG, Severity.WARNING)
            .offByDefault()
            .detects(
                    "ALTER TABLE, CREATE INDEX, partition DDL or a DELETE of many rows on a table that TimescaleDB, Citus"
                            + " or pg_partman manages.")
            .cost("a lock on every chunk or shard")
            .safe(
                    "Use the extension's own functions (drop_chunks(), part_config, distributed DDL), and set lock_timeout.")
            .build();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static ManagedTable of(String extension, String kind) {
        return new ManagedTable(QualifiedName.of("", ""), extension, kind);
    }

    @Override
    public void check(HistoryContext history, Report report) {
        Map<QualifiedName, ManagedTable> managed = new TreeMap<>();
        history.facts().managed().forEach(table -> managed.put(table.table(), table));
        for (MigrationContext migration : history.migrations()) {
            for (Step step : migration.steps()) {
                for (RelationEffect effect : step.existing()) {
                    ManagedTable table = managed.get(effect.relation());
                    if (table != null && migration.isReviewed()) {
                        change(step, table)
                                .ifPresent(what -> report.found(
                                                migration,
                                                step,
                                                what + " " + effect.relation() + ", a " + table.kind() + " of "
                                                        + table.extension())
                                        .on(effect.relation())
                                        .whateverTheSize());
                    }
                }
                handedOver(step, migration.state()).forEach(table -> managed.put(table.table(), table));
            }
        }
    }

    private static Optional<String> change(Step step, ManagedTable table) {
        if (step.tree() instanceof AlterTableStmt alter) {
            boolean parts = alter.cmds().stream()
                    .anyMatch(command ->
                            command instanceof AlterTableCmd action && PARTITIONING.contains(action.subtype()));
            return Optional.of(parts ? "This changes by hand the parts of" : "This locks every part of");
        }
        if (step.tree() instanceof IndexStmt) {
            return Optional.of("This builds an index on every part of");
        }
        boolean retention = step.tree() instanceof DeleteStmt delete
                && delete.relation() != null
                && table.table().name().equals(delete.relation().relname());
        return retention ? Optional.of("This deletes row by row what can be dropped in parts of") : Optional.empty();
    }

    private static List<ManagedTable> handedOver(Step step, SchemaState state) {
        List<ManagedTable> found = new ArrayList<>();
        if (step.tree() instanceof SelectStmt select) {
            for (FuncCall call : Nodes.all(select, FuncCall.class)) {
                ManagedTable kind = HANDOVERS.get(Trees.functionName(call));
                if (kind != null && !call.args().isEmpty()) {
                    argument(call.args().get(0))
                            .ifPresent(name -> found.add(new ManagedTable(
                                    state.resolve(List.of(name.split("\\."))), kind.extension(), kind.kind())));
                }
            }
        }
        return found;
    }

    private static Optional<String> argument(Node node) {
        return Trees.text(node instanceof NamedArgExpr named && named.arg() != null ? named.arg() : node);
    }
}
