package dev.pgwright.review;

import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Routine;
import dev.pgwright.catalog.Table;
import dev.pgwright.load.folded.OwnedIndex;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.review.SchemaObject.Kind;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ATAlterConstraint;
import dev.pgwright.sql.tree.AlterFunctionStmt;
import dev.pgwright.sql.tree.AlterObjectSchemaStmt;
import dev.pgwright.sql.tree.AlterOwnerStmt;
import dev.pgwright.sql.tree.AlterPolicyStmt;
import dev.pgwright.sql.tree.AlterTableCmd;
import dev.pgwright.sql.tree.AlterTableStmt;
import dev.pgwright.sql.tree.ColumnDef;
import dev.pgwright.sql.tree.CompositeTypeStmt;
import dev.pgwright.sql.tree.ConstrType;
import dev.pgwright.sql.tree.CreateDomainStmt;
import dev.pgwright.sql.tree.CreateEnumStmt;
import dev.pgwright.sql.tree.CreateExtensionStmt;
import dev.pgwright.sql.tree.CreateForeignTableStmt;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.CreatePolicyStmt;
import dev.pgwright.sql.tree.CreatePublicationStmt;
import dev.pgwright.sql.tree.CreateRangeStmt;
import dev.pgwright.sql.tree.CreateSchemaStmt;
import dev.pgwright.sql.tree.CreateSeqStmt;
import dev.pgwright.sql.tree.CreateStmt;
import dev.pgwright.sql.tree.CreateTableAsStmt;
import dev.pgwright.sql.tree.CreateTrigStmt;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.GrantStmt;
import dev.pgwright.sql.tree.IndexStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.ObjectType;
import dev.pgwright.sql.tree.PgString;
import dev.pgwright.sql.tree.RangeVar;
import dev.pgwright.sql.tree.RenameStmt;
import dev.pgwright.sql.tree.SelectStmt;
import dev.pgwright.sql.tree.ViewStmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which statement each object of the schema comes from, so that a finding about an object has a place: the statement that made
 * it, or the last one that changed what the object says.
 */
final class Origins {
    private final SchemaState state;
    private final Fragments fragments;
    private final Map<SchemaObject, Origin> origins = new HashMap<>();
    private final Set<QualifiedName> start;
    private final List<Before> before = new ArrayList<>();
    private List<Routine> routinesBefore = List.of();
    private @Nullable Origin last;

    /** The names in a table before a statement. */
    private record Before(QualifiedName table, Set<String> constraints, Set<String> indexes) {}

    /** For a schema that begins as it is now. */
    Origins(SchemaState state, Fragments fragments) {
        this.state = state;
        this.fragments = fragments;
        this.start = new HashSet<>();
        state.tables().forEach(table -> start.add(table.name()));
        state.views().forEach(view -> start.add(view.name()));
    }

    /**
     * The origin of an object, or of what it belongs to. Null when it was there before the first migration; what came in an
     * unusual way, such as a function's dynamic SQL, gets the place of the last statement.
     */
    @Nullable Origin of(SchemaObject object) {
        for (SchemaObject at = object; at != null; at = at.wider()) {
            Origin found = origins.get(at);
            if (found != null) {
                return found;
            }
        }
        return start.contains(object.name()) ? null : last;
    }

    /** Takes note of what there is, before the schema takes a statement in. */
    void before(Node tree) {
        before.clear();
        routinesBefore = List.of();
        for (RangeVar relation : touched(tree)) {
            QualifiedName table = state.resolve(relation);
            before.add(new Before(table, constraints(table), indexes(table)));
        }
        if (tree instanceof CreateFunctionStmt create) {
            routinesBefore = List.copyOf(state.routines(state.resolve(Nodes.names(create.funcname()))));
        }
    }

    /** Takes note of what a statement has made, after the schema has taken it in. */
    void after(MigrationContext migration, Step step) {
        Node tree = step.tree();
        last = new Origin(migration, step, -1);
        Maker maker = new Maker(migration, step);
        if (tree instanceof RenameStmt rename) {
            rename(rename, maker);
        } else if (tree instanceof AlterObjectSchemaStmt move && move.relation() != null && move.newschema() != null) {
            QualifiedName old = state.resolve(move.relation());
            moved(old, QualifiedName.of(move.newschema(), old.name()));
        } else {
            maker.note(tree);
        }
        for (Before was : before) {
            maker.unnamed(was, tree);
        }
    }

    private static List<RangeVar> touched(Node tree) {
        @Nullable RangeVar relation = null;
        if (tree instanceof CreateStmt create) {
            relation = create.relation();
        } else if (tree instanceof AlterTableStmt alter) {
            relation = alter.relation();
        } else if (tree instanceof IndexStmt index) {
            relation = index.relation();
        }
        return relation == null ? List.of() : List.of(relation);
    }

    private Set<String> constraints(QualifiedName table) {
        Set<String> names = new HashSet<>();
        table(table).map(Table::constraints).orElse(List.of()).forEach(one -> names.add(one.name()));
        return names;
    }

    private Optional<Table> table(QualifiedName name) {
        return state.table(name).or(() -> fragments.table(name));
    }

    private Set<String> indexes(QualifiedName table) {
        Set<String> names = new HashSet<>();
        state.indexesOf(table).forEach(index -> names.add(index.name().name()));
        fragments.table(table).map(Table::indexes).orElse(List.of()).forEach(index -> names.add(index.name()));
        return names;
    }

    private void rename(RenameStmt rename, Maker maker) {
        String name = rename.newname();
        RangeVar relation = rename.relation();
        if (name == null || relation == null) {
            return;
        }
        QualifiedName old = state.resolve(relation);
        Kind kind = switch (rename.renameType()) {
            case OBJECT_COLUMN -> Kind.COLUMN;
            case OBJECT_TABCONSTRAINT -> Kind.CONSTRAINT;
            case OBJECT_TRIGGER -> Kind.TRIGGER;
            case OBJECT_POLICY -> Kind.POLICY;
            default -> Kind.RELATION;
        };
        if (kind != Kind.RELATION) {
            maker.put(new SchemaObject(kind, old, name), -1);
        } else if (rename.renameType() == ObjectType.OBJECT_INDEX) {
            QualifiedName now = QualifiedName.of(old.schema(), name);
            state.index(now).map(OwnedIndex::table).ifPresent(table -> maker.put(SchemaObject.index(table, name), -1));
        } else {
            moved(old, QualifiedName.of(old.schema(), name));
            maker.put(SchemaObject.relation(QualifiedName.of(old.schema(), name)), -1);
        }
    }

    /** What is known of a relation by its old name is known by its new one. */
    private void moved(QualifiedName old, QualifiedName now) {
        Map<SchemaObject, Origin> renamed = new HashMap<>();
        origins.forEach((object, origin) -> {
            if (object.name().equals(old)) {
                renamed.put(new SchemaObject(object.kind(), now, object.part()), origin);
            }
        });
        origins.putAll(renamed);
        if (start.contains(old)) {
            start.add(now);
        }
    }

    /** Notes what one statement makes. */
    private final class Maker {
        private final MigrationContext migration;
        private final Step step;

        Maker(MigrationContext migration, Step step) {
            this.migration = migration;
            this.step = step;
        }

        void put(SchemaObject object, int location) {
            origins.put(object, new Origin(migration, step, location));
        }

        private void relation(@Nullable RangeVar relation) {
            if (relation != null) {
                put(SchemaObject.relation(state.resolve(relation)), relation.location());
            }
        }

        void note(Node tree) {
            if (tree instanceof CreateStmt create) {
                table(create);
            } else if (tree instanceof CreateForeignTableStmt foreign && foreign.base() != null) {
                table(foreign.base());
            } else if (tree instanceof AlterTableStmt alter && alter.relation() != null) {
                alter(alter, state.resolve(alter.relation()));
            } else if (tree instanceof ViewStmt view) {
                relation(view.view());
            } else if (tree instanceof CreateTableAsStmt create && create.into() != null) {
                relation(create.into().rel());
            } else if (tree instanceof SelectStmt select && select.intoClause() != null) {
                relation(select.intoClause().rel());
            } else if (tree instanceof CreateSeqStmt sequence) {
                relation(sequence.sequence());
            } else if (tree instanceof CreateTrigStmt trigger && trigger.relation() != null) {
                put(SchemaObject.trigger(state.resolve(trigger.relation()), "" + trigger.trigname()), -1);
            } else if (tree instanceof CreatePolicyStmt policy && policy.table() != null) {
                put(SchemaObject.policy(state.resolve(policy.table()), "" + policy.policyName()), -1);
            } else if (tree instanceof AlterPolicyStmt policy && policy.table() != null) {
                put(SchemaObject.policy(state.resolve(policy.table()), "" + policy.policyName()), -1);
            } else if (tree instanceof DoStmt) {
                state.tables().stream()
                        .map(table -> SchemaObject.relation(table.name()))
                        .filter(table -> !start.contains(table.name()))
                        .forEach(table -> origins.putIfAbsent(table, new Origin(migration, step, -1)));
            } else {
                others(tree);
            }
        }

        private void others(Node tree) {
            if (tree instanceof CreateFunctionStmt create) {
                for (Routine routine : state.routines(state.resolve(Nodes.names(create.funcname())))) {
                    if (!routinesBefore.contains(routine)) {
                        put(SchemaObject.routine(routine.name(), routine.arguments()), -1);
                    }
                }
            } else if (tree instanceof AlterFunctionStmt alter && alter.func() != null) {
                state.routines(state.resolve(Nodes.names(alter.func().objname())))
                        .forEach(routine -> put(SchemaObject.routine(routine.name(), routine.arguments()), -1));
            } else if (tree instanceof GrantStmt grant && grant.objtype() == ObjectType.OBJECT_SCHEMA) {
                Nodes.names(grant.objects()).forEach(schema -> put(SchemaObject.schema(schema), -1));
            } else if (tree instanceof AlterOwnerStmt alter
                    && alter.objectType() == ObjectType.OBJECT_SCHEMA
                    && alter.object() instanceof PgString schema) {
                put(SchemaObject.schema("" + schema.sval()), -1);
            } else if (tree instanceof CreateEnumStmt create) {
                type(create.typeName());
            } else if (tree instanceof CreateDomainStmt create) {
                type(create.domainname());
            } else if (tree instanceof CreateRangeStmt create) {
                type(create.typeName());
            } else if (tree instanceof CompositeTypeStmt create && create.typevar() != null) {
                put(
                        SchemaObject.type(state.resolve(create.typevar())),
                        create.typevar().location());
            } else if (tree instanceof CreateSchemaStmt create && create.schemaname() != null) {
                put(SchemaObject.schema(create.schemaname()), -1);
            } else if (tree instanceof CreateExtensionStmt create) {
                put(SchemaObject.extension("" + create.extname()), -1);
            } else if (tree instanceof CreatePublicationStmt create) {
                put(SchemaObject.publication("" + create.pubname()), -1);
            }
        }

        private void type(List<Node> names) {
            put(SchemaObject.type(state.resolve(Nodes.names(names))), -1);
        }

        private void table(CreateStmt create) {
            if (create.relation() == null) {
                return;
            }
            relation(create.relation());
            QualifiedName table = state.resolve(create.relation());
            for (Node element : create.tableElts()) {
                if (element instanceof ColumnDef column) {
                    column(table, column);
                }
            }
        }

        private void column(QualifiedName table, ColumnDef column) {
            put(SchemaObject.column(table, "" + column.colname()), column.location());
            WrittenConstraint.behind(column).stream()
                    .filter(constraint -> constraint.contype() == ConstrType.CONSTR_DEFAULT)
                    .forEach(constraint ->
                            put(SchemaObject.defaultOf(table, "" + column.colname()), constraint.location()));
        }

        private void alter(AlterTableStmt alter, QualifiedName table) {
            for (Node node : alter.cmds()) {
                if (!(node instanceof AlterTableCmd command)) {
                    continue;
                }
                switch (command.subtype()) {
                    case AT_AddColumn -> {
                        if (command.def() instanceof ColumnDef column) {
                            column(table, column);
                        }
                    }
                    case AT_AlterColumnType -> {
                        int location = command.def() instanceof ColumnDef column ? column.location() : -1;
                        put(SchemaObject.column(table, "" + command.name()), location);
                    }
                    case AT_ColumnDefault -> put(SchemaObject.defaultOf(table, "" + command.name()), -1);
                    case AT_EnableRowSecurity, AT_DisableRowSecurity, AT_ForceRowSecurity, AT_NoForceRowSecurity ->
                        put(SchemaObject.rowSecurity(table), -1);
                    case AT_SetLogged, AT_SetUnLogged ->
                        put(SchemaObject.setting(table, SchemaObject.TableSetting.PERSISTENCE), -1);
                    case AT_AddInherit, AT_DropInherit ->
                        put(SchemaObject.setting(table, SchemaObject.TableSetting.INHERITANCE), -1);
                    case AT_ReplicaIdentity ->
                        put(SchemaObject.setting(table, SchemaObject.TableSetting.REPLICA_IDENTITY), -1);
                    case AT_SetCompression -> put(SchemaObject.settingOf(table, "" + command.name()), -1);
                    case AT_AlterConstraint -> {
                        if (command.def() instanceof ATAlterConstraint change) {
                            put(SchemaObject.constraint(table, "" + change.conname()), -1);
                        }
                    }
                    default -> {
                        // changes nothing that findings are about
                    }
                }
            }
        }

        /** The constraints and indexes that a table has since a statement, named or not. */
        void unnamed(Before was, Node tree) {
            List<WrittenConstraint> written = WrittenConstraint.in(tree);
            for (Constraint constraint :
                    Origins.this.table(was.table()).map(Table::constraints).orElse(List.of())) {
                if (!was.constraints().contains(constraint.name())) {
                    int location = written.stream()
                            .filter(one -> one.makes(constraint))
                            .mapToInt(one -> one.node().location())
                            .findFirst()
                            .orElse(-1);
                    put(SchemaObject.constraint(was.table(), constraint.name()), location);
                }
            }
            for (String index : indexes(was.table())) {
                if (!was.indexes().contains(index)) {
                    put(SchemaObject.index(was.table(), index), -1);
                }
            }
        }
    }
}
