package dev.pgwright.load.folded;

import dev.pgwright.catalog.Deferrability;
import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.TableSettings.ReplicaIdentity;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ATAlterConstraint;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.ClusterStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DefElemAction;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PartitionCmd;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ReplicaIdentityStmt;
import dev.pgwright.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code ALTER TABLE} does to anything but columns and constraints. */
final class SettingAlterer {
    private final Folding folding;
    private final Store store;
    private final Parents parents;

    SettingAlterer(Folding folding, Parents parents) {
        this.folding = folding;
        this.store = folding.store;
        this.parents = parents;
    }

    void changeParent(RelationEntry relation, AlterTableCmd command) {
        switch (command.subtype()) {
            case AT_AttachPartition -> {
                if (command.def() instanceof PartitionCmd partition && partition.name() != null) {
                    parents.attach(relation, folding.table(partition.name()), partition.bound());
                }
            }
            case AT_DetachPartition, AT_DetachPartitionFinalize -> {
                if (command.def() instanceof PartitionCmd partition && partition.name() != null) {
                    parents.detach(relation, folding.table(partition.name()));
                }
            }
            case AT_AddInherit -> {
                if (command.def() instanceof RangeVar parent) {
                    parents.inherit(relation, folding.table(parent));
                }
            }
            default -> {
                if (command.def() instanceof RangeVar parent) {
                    parents.disinherit(relation, folding.table(parent));
                }
            }
        }
    }

    void ofRelation(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        store.touch(relation);
        switch (command.subtype()) {
            case AT_SetRelOptions, AT_ResetRelOptions, AT_ReplaceRelOptions ->
                changeParameters(relation.parameters, command);
            case AT_SetLogged -> setLogged(relation, true);
            case AT_SetUnLogged -> setLogged(relation, false);
            case AT_SetTableSpace -> relation.tablespace = tablespace(command.name());
            case AT_SetAccessMethod ->
                relation.accessMethod = command.name() == null || command.name().equals("heap") ? null : command.name();
            case AT_ClusterOn -> relation.clusteredOn = index(relation, command.name()).oid;
            case AT_DropCluster -> relation.clusteredOn = 0;
            case AT_ReplicaIdentity -> replicaIdentity(relation, command);
            case AT_EnableRowSecurity -> relation.rowSecurity = true;
            case AT_DisableRowSecurity -> relation.rowSecurity = false;
            case AT_ForceRowSecurity -> relation.forceRowSecurity = true;
            case AT_NoForceRowSecurity -> relation.forceRowSecurity = false;
            case AT_EnableTrig,
                    AT_EnableAlwaysTrig,
                    AT_EnableReplicaTrig,
                    AT_DisableTrig,
                    AT_EnableTrigAll,
                    AT_DisableTrigAll,
                    AT_EnableTrigUser,
                    AT_DisableTrigUser -> fire(relation, command, recurse);
            case AT_EnableRule, AT_EnableAlwaysRule, AT_EnableReplicaRule, AT_DisableRule ->
                fireRule(relation, command);
            case AT_GenericOptions -> {
                if (relation.foreign != null && command.def() instanceof PgList list) {
                    TreeMap<String, String> options = new TreeMap<>(relation.foreign.options());
                    change(options, list.items());
                    relation.foreign = new ForeignSource(relation.foreign.server(), options);
                }
            }
            case AT_AddOf -> addOf(relation, command);
            case AT_DropOf -> dropOf(relation);
            case AT_DropOids -> {
                // tables have had none since PostgreSQL 12
            }
            default -> folding.notFollowed(relation.name.name(), "this form of ALTER TABLE is not followed");
        }
    }

    private static @Nullable String tablespace(@Nullable String name) {
        return name == null || name.equals("pg_default") ? null : name;
    }

    private void setLogged(RelationEntry relation, boolean logged) {
        relation.unlogged = !logged;
        for (Entry dependent : store.dependentsOf(relation.oid)) {
            if (dependent instanceof SequenceEntry sequence && sequence.owner == relation.oid) {
                store.touch(sequence).unlogged = !logged;
            }
        }
    }

    private static void changeParameters(Map<String, String> parameters, AlterTableCmd command) {
        if (!(command.def() instanceof PgList list)) {
            return;
        }
        Map<String, String> given = Options.parameters(list.items());
        switch (command.subtype()) {
            case AT_ResetRelOptions -> parameters.keySet().removeAll(given.keySet());
            case AT_ReplaceRelOptions -> {
                parameters.clear();
                parameters.putAll(given);
            }
            default -> parameters.putAll(given);
        }
    }

    /** CLUSTER marks the index that it names. */
    void cluster(ClusterStmt statement) {
        if (statement.relation() != null && statement.indexname() != null) {
            RelationEntry relation = folding.withColumns(statement.relation());
            cluster(relation, index(relation, statement.indexname()));
        }
    }

    private void cluster(RelationEntry relation, IndexEntry index) {
        if (relation.kind != RelationEntry.Kind.PARTITIONED) {
            store.touch(relation).clusteredOn = index.oid;
            return;
        }
        for (int child : relation.children) {
            RelationEntry partition = store.relation(child);
            for (int oid : partition.indexes) {
                if (store.index(oid).parent == index.oid) {
                    cluster(partition, store.index(oid));
                }
            }
        }
    }

    private IndexEntry index(RelationEntry relation, @Nullable String name) {
        for (int oid : relation.indexes) {
            if (store.index(oid).name.name().equals(name)) {
                return store.index(oid);
            }
        }
        throw Refusal.missing(
                Scope.text(name), "index \"" + name + "\" for table \"" + relation.name.name() + "\" does not exist");
    }

    private void replicaIdentity(RelationEntry relation, AlterTableCmd command) {
        if (!(command.def() instanceof ReplicaIdentityStmt identity) || identity.identityType() == null) {
            return;
        }
        relation.identityIndex = 0;
        relation.replicaIdentity = switch (identity.identityType()) {
            case "f" -> ReplicaIdentity.Kind.FULL;
            case "n" -> ReplicaIdentity.Kind.NOTHING;
            case "i" -> ReplicaIdentity.Kind.INDEX;
            default -> ReplicaIdentity.Kind.DEFAULT;
        };
        if (relation.replicaIdentity == ReplicaIdentity.Kind.INDEX) {
            IndexEntry index = index(relation, identity.name());
            requireIdentifying(relation, index);
            relation.identityIndex = index.oid;
        }
    }

    /** ATExecReplicaIdentity of PostgreSQL's tablecmds.c. */
    private void requireIdentifying(RelationEntry relation, IndexEntry index) {
        String name = index.name.name();
        if (!index.unique) {
            throw Refusal.refused(name, "cannot use non-unique index \"" + name + "\" as replica identity");
        }
        if (index.constraint != 0 && store.constraint(index.constraint).deferrability != Deferrability.NOT_DEFERRABLE) {
            throw Refusal.refused(name, "cannot use non-immediate index \"" + name + "\" as replica identity");
        }
        if (index.keys.stream().anyMatch(key -> key.column() == 0)) {
            throw Refusal.refused(name, "cannot use expression index \"" + name + "\" as replica identity");
        }
        if (index.predicate != null) {
            throw Refusal.refused(name, "cannot use partial index \"" + name + "\" as replica identity");
        }
        for (IndexKey key : index.keys) {
            ColumnEntry column = relation.column(key.column());
            if (column != null && !column.notNull) {
                throw Refusal.refused(
                        name,
                        "index \"" + name + "\" cannot be used as replica identity because column \"" + column.name
                                + "\" is nullable");
            }
        }
    }

    private static Trigger.Firing firing(AlterTableCmd command) {
        return switch (command.subtype()) {
            case AT_DisableTrig, AT_DisableTrigAll, AT_DisableTrigUser, AT_DisableRule -> Trigger.Firing.DISABLED;
            case AT_EnableAlwaysTrig, AT_EnableAlwaysRule -> Trigger.Firing.ALWAYS;
            case AT_EnableReplicaTrig, AT_EnableReplicaRule -> Trigger.Firing.REPLICA;
            default -> Trigger.Firing.ORIGIN;
        };
    }

    private void fire(RelationEntry relation, AlterTableCmd command, boolean recurse) {
        boolean all = command.name() == null;
        boolean found = all;
        for (int oid : relation.triggers) {
            PartEntry trigger = store.part(oid);
            if (all || trigger.name.name().equals(command.name())) {
                found = true;
                store.touch(trigger).firing = firing(command);
                for (Entry part : recurse ? store.dependentsOf(trigger.oid) : List.<Entry>of()) {
                    if (part instanceof PartEntry below && below.parent == trigger.oid) {
                        store.touch(below).firing = firing(command);
                    }
                }
            }
        }
        if (!found) {
            throw Refusal.missing(
                    Scope.text(command.name()),
                    "trigger \"" + command.name() + "\" for table \"" + relation.name.name() + "\" does not exist");
        }
    }

    private void fireRule(RelationEntry relation, AlterTableCmd command) {
        for (int oid : relation.rules) {
            PartEntry rule = store.part(oid);
            if (rule.name.name().equals(command.name())) {
                store.touch(rule).firing = firing(command);
                return;
            }
        }
        throw Refusal.missing(
                Scope.text(command.name()),
                "rule \"" + command.name() + "\" for relation \"" + relation.name.name() + "\" does not exist");
    }

    private void addOf(RelationEntry relation, AlterTableCmd command) {
        if (command.def() instanceof TypeName type) {
            int found = folding.scope().findType(Nodes.names(type.names()));
            if (store.get(found) instanceof RelationEntry composite) {
                relation.ofType = composite.oid;
                List<Dependency> dependencies = new ArrayList<>(relation.dependencies);
                dependencies.add(Dependency.normal(composite.oid));
                store.setDependencies(relation, dependencies);
            }
        }
    }

    private void dropOf(RelationEntry relation) {
        List<Dependency> dependencies = new ArrayList<>(relation.dependencies);
        dependencies.removeIf(dependency -> dependency.object() == relation.ofType && dependency.own() == 0);
        store.setDependencies(relation, dependencies);
        relation.ofType = 0;
    }

    /** {@code OPTIONS (ADD ..., SET ..., DROP ...)}. */
    static void change(Map<String, String> options, List<Node> changes) {
        for (Node node : changes) {
            if (node instanceof DefElem option && option.defname() != null) {
                if (option.defaction() == DefElemAction.DEFELEM_DROP) {
                    options.remove(option.defname());
                } else {
                    options.put(option.defname(), Scope.text(Options.text(option.arg())));
                }
            }
        }
    }

    void ofIndex(IndexEntry index, AlterTableCmd command) {
        store.touch(index);
        switch (command.subtype()) {
            case AT_SetRelOptions, AT_ResetRelOptions -> changeParameters(index.parameters, command);
            case AT_SetTableSpace -> index.tablespace = tablespace(command.name());
            case AT_SetStatistics -> {
                String target = Options.text(command.def());
                if (target == null || target.startsWith("-")) {
                    index.statisticsTargets.remove(command.num());
                } else {
                    index.statisticsTargets.put(command.num(), Integer.valueOf(target));
                }
            }
            case AT_AttachPartition -> {
                if (command.def() instanceof PartitionCmd partition
                        && partition.name() != null
                        && folding.relation(partition.name()) instanceof IndexEntry child) {
                    parents.attachIndex(index, child);
                }
            }
            default -> folding.notFollowed(index.name.name(), "this form of ALTER INDEX is not followed");
        }
    }

    void ofSequence(SequenceEntry sequence, AlterTableCmd command) {
        store.touch(sequence);
        switch (command.subtype()) {
            case AT_SetLogged -> sequence.unlogged = false;
            case AT_SetUnLogged -> sequence.unlogged = true;
            default -> folding.notFollowed(sequence.name.name(), "this form of ALTER SEQUENCE is not followed");
        }
    }

    void alterConstraint(RelationEntry relation, AlterTableCmd command, Constraints constraints) {
        if (!(command.def() instanceof ATAlterConstraint change)) {
            return;
        }
        String name = Scope.text(change.conname());
        ConstraintEntry constraint = constraints.find(relation, name);
        if (constraint == null) {
            throw Refusal.missing(
                    name, "constraint \"" + name + "\" of relation \"" + relation.name.name() + "\" does not exist");
        }
        alter(relation, constraint, change, constraints);
    }

    private void alter(
            RelationEntry relation, ConstraintEntry constraint, ATAlterConstraint change, Constraints constraints) {
        store.touch(constraint);
        if (change.alterDeferrability()) {
            constraint.deferrability = change.initdeferred()
                    ? Deferrability.INITIALLY_DEFERRED
                    : change.deferrable() ? Deferrability.INITIALLY_IMMEDIATE : Deferrability.NOT_DEFERRABLE;
        }
        if (change.alterEnforceability()) {
            constraint.enforced = change.isEnforced();
            constraint.validated = true;
        }
        if (change.alterInheritability()) {
            constraint.noInherit = change.noinherit();
        }
        for (int child : relation.children) {
            RelationEntry below = store.relation(child);
            ConstraintEntry same = constraints.find(below, constraint.name.name());
            if (same != null && same.parent == constraint.oid) {
                alter(below, same, change, constraints);
            }
        }
    }
}
