package dev.pgwright.locks;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.RelationKind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.AlterTableType;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.ReplicaIdentityStmt;
import dev.pgwright.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** ALTER TABLE and its kin, subcommand by subcommand. */
final class AlterTable {
    /** Storage parameters that want AccessExclusive (reloptions.c); the others take ShareUpdateExclusive. */
    private static final Set<String> EXCLUSIVE_PARAMETERS = Set.of(
            "user_catalog_table",
            "fastupdate",
            "gin_pending_list_limit",
            "buffering",
            "pages_per_range",
            "autosummarize");

    private final Effects effects;
    private final Relations relations;

    AlterTable(Effects effects) {
        this.effects = effects;
        relations = effects.relations();
    }

    void collect(AlterTableStmt statement) {
        RangeVar named = statement.relation();
        if (named == null) {
            return;
        }
        QualifiedName name = relations.resolve(named);
        if (statement.missingOk() && relations.isMissing(name)) {
            effects.is(TableForm.SAME_STORAGE);
            return;
        }
        RelationKind kind = relations.exists(name) ? relations.kind(name) : assumed(statement.objtype());
        if (kind != RelationKind.INDEX) {
            effects.assume(name, kind);
        }
        switch (kind) {
            case INDEX, PARTITIONED_INDEX -> statement.cmds().forEach(node -> index(name, node));
            case VIEW -> effects.on(ObjectForm.ALTER_VIEW, Role.TARGET, name);
            case SEQUENCE -> statement.cmds().forEach(node -> sequence(name, node));
            case COMPOSITE_TYPE -> composite(name);
            default -> table(name, named.inh(), statement.cmds());
        }
    }

    private static RelationKind assumed(ObjectType type) {
        return switch (type) {
            case OBJECT_INDEX -> RelationKind.INDEX;
            case OBJECT_VIEW -> RelationKind.VIEW;
            case OBJECT_SEQUENCE -> RelationKind.SEQUENCE;
            case OBJECT_TYPE -> RelationKind.COMPOSITE_TYPE;
            case OBJECT_MATVIEW -> RelationKind.MATERIALIZED_VIEW;
            default -> RelationKind.TABLE;
        };
    }

    private void table(QualifiedName name, boolean inherited, List<Node> commands) {
        AlteredTable table = new AlteredTable(effects, name, inherited);
        for (Node node : commands) {
            if (node instanceof AlterTableCmd command) {
                one(table, command);
            }
        }
        Optional<LockMode> mode = effects.mode(name);
        for (QualifiedName child : table.children()) {
            // the server locks the children for the whole statement, but for index builds one by one
            Optional<LockMode> held = effects.mode(child);
            boolean recursed = held.isPresent()
                    && (held.get() == LockMode.SHARE_UPDATE_EXCLUSIVE || held.get() == LockMode.SHARE_ROW_EXCLUSIVE);
            if (mode.isPresent() && recursed) {
                effects.raise(child, mode.get());
            }
        }
    }

    private void one(AlteredTable table, AlterTableCmd command) {
        AlterColumn columns = new AlterColumn(effects, table);
        AlterConstraints constraints = new AlterConstraints(effects, table);
        AlterPartitions partitions = new AlterPartitions(effects, table.name());
        String name = command.name();
        switch (command.subtype()) {
            case AT_AddColumn, AT_AddColumnToView -> columns.add(command, constraints);
            case AT_DropColumn -> columns.drop(command);
            case AT_ColumnDefault, AT_CookedColumnDefault -> columns.setDefault(command.def());
            case AT_DropNotNull -> columns.dropNotNull(String.valueOf(name));
            case AT_SetNotNull -> columns.setNotNull(String.valueOf(name));
            case AT_SetExpression -> columns.setExpression(String.valueOf(name));
            case AT_DropExpression -> table.recursing(ColumnForm.DROP_EXPRESSION);
            case AT_SetStatistics -> table.recursing(ColumnForm.SET_STATISTICS);
            case AT_SetOptions, AT_ResetOptions -> table.alone(ColumnForm.SET_OPTIONS);
            case AT_SetStorage -> table.recursing(ColumnForm.SET_STORAGE);
            case AT_SetCompression -> table.alone(ColumnForm.SET_COMPRESSION);
            case AT_AddIdentity -> table.recursing(ColumnForm.ADD_IDENTITY);
            case AT_SetIdentity -> columns.setIdentity(command);
            case AT_DropIdentity -> columns.dropIdentity(String.valueOf(name));
            case AT_AlterColumnType -> columns.setType(command);
            case AT_AddConstraint, AT_AddIndex, AT_AddIndexConstraint -> constraints.add(command.def(), true);
            case AT_ValidateConstraint -> constraints.validate(String.valueOf(name));
            case AT_DropConstraint -> constraints.drop(command);
            case AT_AlterConstraint -> constraints.alter(command.def());
            case AT_AttachPartition -> partitions.attach(command.def());
            case AT_DetachPartition, AT_DetachPartitionFinalize -> partitions.detach(command);
            default -> whole(table, command);
        }
    }

    private void whole(AlteredTable table, AlterTableCmd command) {
        QualifiedName target = table.name();
        switch (command.subtype()) {
            case AT_ChangeOwner -> owner(target);
            case AT_ClusterOn -> {
                table.alone(TableForm.CLUSTER_ON);
                effects.on(TableForm.CLUSTER_ON, Role.INDEX, indexOf(target, command.name()));
            }
            case AT_DropCluster -> table.alone(TableForm.SET_WITHOUT_CLUSTER);
            case AT_SetLogged -> logged(table, true);
            case AT_SetUnLogged -> logged(table, false);
            case AT_DropOids -> table.alone(TableForm.SET_WITHOUT_OIDS);
            case AT_SetAccessMethod -> accessMethod(table, command.name());
            case AT_SetTableSpace -> tablespace(table, command.name());
            case AT_SetRelOptions, AT_ResetRelOptions, AT_ReplaceRelOptions ->
                table.alone(isExclusive(command.def()) ? TableForm.SET_PARAMETERS_EXCLUSIVE : TableForm.SET_PARAMETERS);
            case AT_EnableTrig,
                    AT_EnableAlwaysTrig,
                    AT_EnableReplicaTrig,
                    AT_DisableTrig,
                    AT_EnableTrigAll,
                    AT_DisableTrigAll,
                    AT_EnableTrigUser,
                    AT_DisableTrigUser -> {
                table.alone(TableForm.SWITCH_TRIGGER);
                if (Parts.goesToPartitions(relations, target, command.name())) {
                    effects.on(TableForm.SWITCH_TRIGGER, Role.CHILD, table.children());
                }
            }
            case AT_EnableRule, AT_EnableAlwaysRule, AT_EnableReplicaRule, AT_DisableRule ->
                table.alone(TableForm.SWITCH_RULE);
            case AT_AddInherit -> {
                table.alone(TableForm.INHERIT);
                effects.on(TableForm.INHERIT, Role.CHILD, table.children());
                parent(TableForm.INHERIT, command.def());
            }
            case AT_DropInherit -> {
                table.alone(TableForm.NO_INHERIT);
                parent(TableForm.NO_INHERIT, command.def());
            }
            case AT_AddOf -> {
                table.alone(TableForm.OF_TYPE);
                if (command.def() instanceof TypeName type) {
                    effects.on(TableForm.OF_TYPE, Role.TYPE, relations.resolve(Nodes.names(type.names())));
                }
            }
            case AT_DropOf -> table.alone(TableForm.NOT_OF);
            case AT_ReplicaIdentity -> {
                table.alone(TableForm.REPLICA_IDENTITY);
                if (command.def() instanceof ReplicaIdentityStmt identity && identity.name() != null) {
                    effects.on(TableForm.REPLICA_IDENTITY, Role.INDEX, indexOf(target, identity.name()));
                }
            }
            case AT_EnableRowSecurity, AT_DisableRowSecurity, AT_ForceRowSecurity, AT_NoForceRowSecurity ->
                table.alone(TableForm.ROW_SECURITY);
            default -> table.alone(TableForm.FOREIGN_OPTIONS);
        }
    }

    private static QualifiedName indexOf(QualifiedName table, @Nullable String name) {
        return QualifiedName.of(table.schema(), String.valueOf(name));
    }

    private void parent(Form form, @Nullable Node def) {
        if (def instanceof RangeVar parent) {
            effects.on(form, Role.PARENT, relations.resolve(parent));
        }
    }

    /** OWNER TO: the indexes and the sequences of the columns go with the table. */
    void owner(QualifiedName name) {
        effects.on(TableForm.OWNER, Role.TARGET, name);
        effects.on(TableForm.OWNER, Role.INDEX, relations.indexes().names(name));
        effects.on(TableForm.OWNER, Role.SEQUENCE, relations.sequences(name, null));
    }

    private void logged(AlteredTable table, boolean logged) {
        // what is not known is taken to be what takes longest
        boolean unlogged = relations.table(table.name()).map(Table::unlogged).orElse(logged);
        if (unlogged != logged || relations.isPartitioned(table.name())) {
            table.alone(TableForm.SAME_STORAGE);
            return;
        }
        rewrite(table.name());
        effects.on(TableForm.REWRITE, Role.SEQUENCE, relations.sequences(table.name(), null));
    }

    private void accessMethod(AlteredTable table, @Nullable String method) {
        boolean same = relations
                .table(table.name())
                .filter(found -> is(found.settings().accessMethod(), "heap", method == null ? "heap" : method))
                .isPresent();
        if (relations.isPartitioned(table.name()) || same) {
            table.alone(TableForm.SAME_STORAGE);
        } else {
            rewrite(table.name());
        }
    }

    private void rewrite(QualifiedName name) {
        effects.on(TableForm.REWRITE, Role.TARGET, name);
        effects.on(TableForm.REWRITE, Role.INDEX, relations.indexes().names(name));
    }

    private void tablespace(AlteredTable table, @Nullable String tablespace) {
        boolean same = relations
                .table(table.name())
                .filter(found -> is(found.settings().tablespace(), "pg_default", String.valueOf(tablespace)))
                .isPresent();
        table.alone(same ? TableForm.SAME_STORAGE : TableForm.SET_TABLESPACE);
    }

    private static boolean is(@Nullable String now, String usual, String wanted) {
        return (now == null ? usual : now).equals(wanted);
    }

    private static boolean isExclusive(@Nullable Node def) {
        return def instanceof PgList list
                && list.items().stream()
                        .anyMatch(item -> item instanceof DefElem option
                                && option.defnamespace() == null
                                && EXCLUSIVE_PARAMETERS.contains(String.valueOf(option.defname())));
    }

    private void index(QualifiedName name, Node node) {
        if (!(node instanceof AlterTableCmd command)) {
            return;
        }
        switch (command.subtype()) {
            case AT_SetTableSpace -> effects.on(IndexForm.INDEX_TABLESPACE, Role.INDEX, name);
            case AT_AttachPartition -> new AlterPartitions(effects, name).attachIndex(command.def());
            default ->
                effects.on(
                        isExclusive(command.def()) ? IndexForm.INDEX_PARAMETERS_EXCLUSIVE : IndexForm.INDEX_PARAMETERS,
                        Role.INDEX,
                        name);
        }
    }

    private void sequence(QualifiedName name, Node node) {
        if (!(node instanceof AlterTableCmd command)) {
            return;
        }
        switch (command.subtype()) {
            case AT_SetLogged, AT_SetUnLogged -> {
                boolean unlogged =
                        relations.sequence(name).filter(Sequence::unlogged).isPresent();
                boolean wanted = command.subtype() == AlterTableType.AT_SetUnLogged;
                effects.on(
                        unlogged == wanted ? ObjectForm.SEQUENCE_SAME_STORAGE : ObjectForm.SEQUENCE_LOGGED,
                        Role.SEQUENCE,
                        name);
            }
            default -> effects.on(ObjectForm.SEQUENCE_EXCLUSIVE, Role.SEQUENCE, name);
        }
    }

    /** The attributes of a composite type; tables of that type change with it. */
    void composite(QualifiedName name) {
        effects.on(ObjectForm.ALTER_TYPE, Role.TYPE, name);
        effects.on(ObjectForm.ALTER_TYPE, Role.TYPE_USER, relations.tablesOf(name));
    }
}
