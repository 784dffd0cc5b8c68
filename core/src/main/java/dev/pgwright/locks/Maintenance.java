package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.View;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** REINDEX, CLUSTER, VACUUM, ANALYZE, REFRESH, LOCK and moves between tablespaces. */
final class Maintenance {
    private final Effects effects;
    private final Relations relations;

    Maintenance(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
    }

    /** False if the statement is none of these. */
    boolean collect(Node tree) {
        if (tree instanceof ReindexStmt reindex) {
            reindex(reindex);
        } else if (tree instanceof ClusterStmt cluster) {
            cluster(cluster);
        } else if (tree instanceof VacuumStmt vacuum) {
            vacuum(vacuum);
        } else if (tree instanceof RefreshMatViewStmt refresh) {
            refresh(refresh);
        } else if (tree instanceof LockStmt lock) {
            lock(lock);
        } else if (tree instanceof AlterTableMoveAllStmt move) {
            move(move);
        } else {
            return false;
        }
        return true;
    }

    private static boolean has(List<Node> options, String name) {
        return options.stream()
                .anyMatch(
                        node -> node instanceof DefElem option && name.equals(option.defname()) && isOn(option.arg()));
    }

    private static boolean isOn(@Nullable Node value) {
        if (value instanceof PgBoolean bool) {
            return bool.boolval();
        }
        if (value instanceof PgInteger number) {
            return number.ival() != 0;
        }
        return !(value instanceof PgString text)
                || !List.of("false", "off", "no", "0").contains(text.sval());
    }

    private void reindex(ReindexStmt reindex) {
        boolean concurrently = has(reindex.params(), "concurrently");
        if (reindex.relation() == null) {
            boolean schema = reindex.kind() == ReindexObjectType.REINDEX_OBJECT_SCHEMA;
            Form form = concurrently ? IndexForm.REINDEX_CONCURRENTLY : IndexForm.REINDEX_SCHEMA;
            effects.is(form);
            if (reindex.kind() != ReindexObjectType.REINDEX_OBJECT_SYSTEM) {
                List<QualifiedName> all = schema
                        ? relations.relationsIn(String.valueOf(reindex.name())).stream()
                                .filter(this::isStored)
                                .toList()
                        : stored();
                all.forEach(stored -> indexesOf(form, stored, Role.TARGET));
            }
            return;
        }
        QualifiedName name = relations.resolve(reindex.relation());
        if (reindex.kind() == ReindexObjectType.REINDEX_OBJECT_INDEX) {
            reindexIndex(name, concurrently);
            return;
        }
        if (relations.isPartitioned(name)) {
            Form form = concurrently ? IndexForm.REINDEX_PARTITIONED_CONCURRENTLY : IndexForm.REINDEX_PARTITIONED;
            effects.on(form, Role.TARGET, name);
            for (QualifiedName child : relations.children(name)) {
                effects.on(form, Role.CHILD, child);
                if (!relations.isPartitioned(child)) {
                    effects.on(form, Role.INDEX, relations.indexes().names(child));
                }
            }
            return;
        }
        indexesOf(concurrently ? IndexForm.REINDEX_CONCURRENTLY : IndexForm.REINDEX_TABLE, name, Role.TARGET);
    }

    private void indexesOf(Form form, QualifiedName table, Role role) {
        effects.on(form, role, table);
        effects.on(form, Role.INDEX, relations.indexes().names(table));
    }

    private void reindexIndex(QualifiedName name, boolean concurrently) {
        Optional<RelationIndex> index = relations.indexes().find(name);
        if (index.isEmpty()) {
            effects.opaque();
            effects.on(concurrently ? IndexForm.REINDEX_CONCURRENTLY : IndexForm.REINDEX_INDEX, Role.INDEX, name);
            return;
        }
        if (relations.isPartitioned(index.get().table())) {
            Form form = concurrently ? IndexForm.REINDEX_CONCURRENTLY : IndexForm.REINDEX_PARTITIONED;
            effects.is(form);
            for (RelationIndex part : relations.indexes().tree(index.get())) {
                if (!relations.isPartitioned(part.table())) {
                    effects.on(form, concurrently ? Role.TARGET : Role.CHILD, part.table());
                    effects.on(form, Role.INDEX, part.name());
                }
            }
            return;
        }
        Form form = concurrently ? IndexForm.REINDEX_CONCURRENTLY : IndexForm.REINDEX_INDEX;
        effects.on(form, Role.TARGET, index.get().table());
        effects.on(form, Role.INDEX, name);
    }

    private boolean isStored(QualifiedName relation) {
        RelationKind kind = relations.kind(relation);
        return kind == RelationKind.TABLE || kind == RelationKind.MATERIALIZED_VIEW;
    }

    /** All tables and materialized views with rows. */
    private List<QualifiedName> stored() {
        List<QualifiedName> all = new ArrayList<>();
        relations.tables().stream()
                .map(Table::name)
                .filter(name -> relations.kind(name) == RelationKind.TABLE)
                .forEach(all::add);
        relations.views().stream().filter(View::materialized).map(View::name).forEach(all::add);
        return all;
    }

    private void cluster(ClusterStmt cluster) {
        if (cluster.relation() == null) {
            effects.is(IndexForm.CLUSTER_ALL);
            relations.tables().stream()
                    .filter(table -> table.settings().clusteredOn() != null)
                    .forEach(table -> indexesOf(IndexForm.CLUSTER_ALL, table.name(), Role.TARGET));
            return;
        }
        QualifiedName name = relations.resolve(cluster.relation());
        if (relations.isPartitioned(name)) {
            effects.on(IndexForm.CLUSTER_ALL, Role.TARGET, name);
            relations.children(name).stream()
                    .filter(child -> !relations.isPartitioned(child))
                    .forEach(child -> indexesOf(IndexForm.CLUSTER_ALL, child, Role.TARGET));
            return;
        }
        indexesOf(IndexForm.CLUSTER, name, Role.TARGET);
    }

    private void vacuum(VacuumStmt vacuum) {
        boolean full = vacuum.isVacuumcmd() && has(vacuum.options(), "full");
        boolean analyze = !vacuum.isVacuumcmd() || has(vacuum.options(), "analyze");
        if (vacuum.isVacuumcmd()) {
            effects.is(full ? IndexForm.VACUUM_FULL : IndexForm.VACUUM);
        }
        if (analyze) {
            effects.is(IndexForm.ANALYZE);
        }
        List<QualifiedName> named = new ArrayList<>();
        for (Node node : vacuum.rels()) {
            if (node instanceof VacuumRelation one && one.relation() != null) {
                named.add(relations.resolve(one.relation()));
            }
        }
        boolean all = named.isEmpty();
        if (all) {
            stored().stream()
                    .filter(name ->
                            !full || relations.view(name).map(View::populated).orElse(true))
                    .forEach(named::add);
            relations.tables().stream()
                    .map(Table::name)
                    .filter(name -> analyze && relations.isPartitioned(name))
                    .forEach(named::add);
        }
        for (QualifiedName name : named) {
            if (vacuum.isVacuumcmd()) {
                vacuum(full ? IndexForm.VACUUM_FULL : IndexForm.VACUUM, name, all);
            }
            if (analyze) {
                analyze(name);
            }
        }
    }

    private void vacuum(Form form, QualifiedName name, boolean all) {
        boolean partitioned = relations.isPartitioned(name);
        List<QualifiedName> members = new ArrayList<>(List.of(name));
        // from 18 a table stands for those that inherit from it, as a partitioned one has since 10
        if (!all && (partitioned || relations.version() >= 18)) {
            members.addAll(relations.children(name));
        }
        for (QualifiedName member : members) {
            if (!(all && relations.isPartitioned(member))) {
                effects.on(form, Role.TARGET, member);
                if (!relations.isPartitioned(member)) {
                    effects.on(form, Role.INDEX, relations.indexes().names(member));
                }
            }
        }
    }

    private void analyze(QualifiedName name) {
        effects.on(IndexForm.ANALYZE, Role.TARGET, name);
        boolean partitioned = relations.isPartitioned(name);
        if (!partitioned) {
            effects.on(IndexForm.ANALYZE, Role.INDEX, relations.indexes().names(name));
        }
        for (QualifiedName child : relations.children(name)) {
            if (partitioned) {
                effects.on(IndexForm.ANALYZE, Role.CHILD, child);
                if (!relations.isPartitioned(child)) {
                    effects.on(
                            IndexForm.ANALYZE, Role.INDEX, relations.indexes().names(child));
                }
            } else {
                effects.on(IndexForm.ANALYZE_INHERITED, Role.CHILD, child);
                if (relations.version() >= 18) {
                    effects.on(
                            IndexForm.ANALYZE, Role.INDEX, relations.indexes().names(child));
                }
            }
        }
    }

    private void refresh(RefreshMatViewStmt refresh) {
        if (refresh.relation() == null) {
            return;
        }
        QualifiedName name = relations.resolve(refresh.relation());
        Form form = refresh.concurrent()
                ? ObjectForm.REFRESH_CONCURRENTLY
                : refresh.skipData() ? ObjectForm.REFRESH_NO_DATA : ObjectForm.REFRESH;
        indexesOf(form, name, Role.TARGET);
        Optional<SelectStmt> query = relations.view(name).flatMap(relations::query);
        if (query.isPresent() && !refresh.skipData()) {
            new Queries(effects).read(query.get(), form, Queries.Depth.PLANNED);
        }
    }

    private void lock(LockStmt lock) {
        List<LockMode> modes = List.of(LockMode.values());
        // PostgreSQL's numbers begin with 1
        LockMode mode = modes.get(Math.max(0, Math.min(lock.mode(), modes.size()) - 1));
        for (Node node : lock.relations()) {
            if (node instanceof RangeVar range) {
                lock(relations.resolve(range), range.inh(), mode, 0);
            }
        }
    }

    private void lock(QualifiedName name, boolean inherited, LockMode mode, int depth) {
        effects.on(TableForm.LOCK_TABLE, Role.TARGET, name, mode);
        if (inherited) {
            relations.children(name).forEach(child -> effects.on(TableForm.LOCK_TABLE, Role.CHILD, child, mode));
        }
        Optional<SelectStmt> query = relations.view(name).flatMap(relations::query);
        if (query.isPresent() && depth < 64) {
            for (RangeVar range : Nodes.all(query.get(), RangeVar.class)) {
                lock(relations.resolve(range), range.inh(), mode, depth + 1);
            }
        }
    }

    private void move(AlterTableMoveAllStmt move) {
        String from = String.valueOf(move.origTablespacename());
        switch (move.objtype()) {
            case OBJECT_TABLE ->
                relations.tables().stream()
                        .filter(table -> table.settings().foreign() == null
                                && isIn(table.settings().tablespace(), from))
                        .forEach(table -> effects.on(TableForm.MOVE_ALL, Role.TARGET, table.name()));
            default -> effects.opaque();
        }
    }

    private static boolean isIn(@Nullable String tablespace, String name) {
        return (tablespace == null ? "pg_default" : tablespace).equals(name);
    }
}
