package dev.pgwright.load.live;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.ForeignSource;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Policy;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Rule;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.TableSettings;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
import dev.pgwright.catalog.ViewSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads tables and views with all that belongs to them. */
final class RelationReader {
    private final CatalogSession session;
    private final Map<Long, List<Column>> columns;
    private final IndexReader.Indexes indexes;
    private final Map<Long, List<Constraint>> constraints;
    private final Map<Long, List<Trigger>> triggers;
    private final Map<Long, List<Rule>> rules;
    private final Map<Long, List<Policy>> policies;

    private RelationReader(CatalogSession session) throws SQLException {
        this.session = session;
        this.columns = ColumnReader.read(session);
        this.indexes = IndexReader.read(session);
        this.constraints = ConstraintReader.read(session, indexes.ofConstraints());
        this.triggers = triggers(session);
        this.rules = SecurityReader.rules(session);
        this.policies = SecurityReader.policies(session);
    }

    static Relations read(CatalogSession session) throws SQLException {
        RelationReader reader = new RelationReader(session);
        return new Relations(reader.tables(), reader.views());
    }

    private static Map<Long, List<Trigger>> triggers(CatalogSession session) throws SQLException {
        Map<Long, List<Trigger>> triggers = new HashMap<>();
        session.each(
                """
                select t.tgrelid::int8 as relation, t.tgname as name, t.tgenabled,
                       pg_get_triggerdef(t.oid, true) as definition, {comment pg_trigger t.oid} as comment
                from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                where c.relkind in ('r', 'p', 'v', 'f') and c.relnamespace = any({namespaces})
                  and not t.tgisinternal and t.tgparentid = 0 and {not member pg_trigger t.oid}
                """,
                row -> triggers.computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(new Trigger(
                                row.text("name"),
                                row.sql("definition"),
                                firing(row.letter("tgenabled")),
                                row.textOrNull("comment"))));
        return triggers;
    }

    static Trigger.Firing firing(char letter) {
        return switch (letter) {
            case 'D' -> Trigger.Firing.DISABLED;
            case 'R' -> Trigger.Firing.REPLICA;
            case 'A' -> Trigger.Firing.ALWAYS;
            default -> Trigger.Firing.ORIGIN;
        };
    }

    private List<Table> tables() throws SQLException {
        return session.list("""
                select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relpersistence, c.reloptions,
                       array(select 'toast.' || o from unnest(toast.reloptions) o) as toast_options,
                       p.partstrat, pg_get_partkeydef(c.oid) as partition_keys,
                       case when c.relispartition then pg_get_expr(c.relpartbound, c.oid) end as bound,
                       array(select s.nspname::text from pg_inherits h
                             join pg_class parent on parent.oid = h.inhparent
                             join pg_namespace s on s.oid = parent.relnamespace
                             where h.inhrelid = c.oid order by h.inhseqno) as parent_schemas,
                       array(select parent.relname::text from pg_inherits h
                             join pg_class parent on parent.oid = h.inhparent
                             where h.inhrelid = c.oid order by h.inhseqno) as parents,
                       ts.spcname as tablespace, m.amname as method, c.relkind, c.relreplident,
                       c.relrowsecurity, c.relforcerowsecurity, fs.srvname as server, ft.ftoptions,
                       tn.nspname as of_type_schema, ty.typname as of_type,
                       (select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
                        where x.indrelid = c.oid and x.indisclustered) as clustered_on,
                       (select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
                        where x.indrelid = c.oid and x.indisreplident) as identity_index,
                       {comment pg_class c.oid} as comment
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_tablespace ts on ts.oid = c.reltablespace
                left join pg_am m on m.oid = c.relam and m.amname <> 'heap'
                left join pg_foreign_table ft on ft.ftrelid = c.oid
                left join pg_foreign_server fs on fs.oid = ft.ftserver
                left join pg_type ty on ty.oid = c.reloftype and c.reloftype <> 0
                left join pg_namespace tn on tn.oid = ty.typnamespace
                left join pg_class toast on toast.oid = c.reltoastrelid
                left join pg_partitioned_table p on p.partrelid = c.oid
                where c.relkind in ('r', 'p', 'f') and c.relpersistence <> 't' and c.relnamespace = any({namespaces})
                  and {not member pg_class c.oid}
                """, this::table);
    }

    private Table table(Row row) throws SQLException {
        long oid = row.number("oid");
        List<String> parentSchemas = row.texts("parent_schemas");
        List<String> parents = row.texts("parents");
        List<QualifiedName> inherits = new ArrayList<>();
        for (int i = 0; i < parents.size(); i++) {
            inherits.add(QualifiedName.of(parentSchemas.get(i), parents.get(i)));
        }
        String bound = row.textOrNull("bound");
        SortedMap<String, String> parameters = new TreeMap<>(row.options("reloptions"));
        parameters.putAll(row.options("toast_options"));
        return new Table(
                row.name(),
                columns.getOrDefault(oid, List.of()),
                constraints.getOrDefault(oid, List.of()),
                indexes.ofRelations().getOrDefault(oid, List.of()),
                triggers.getOrDefault(oid, List.of()),
                partitioning(row),
                bound == null ? null : new PartitionOf(inherits.get(0), bound),
                bound == null ? inherits : List.of(),
                row.letter("relpersistence") == 'u',
                parameters,
                policies.getOrDefault(oid, List.of()),
                rules.getOrDefault(oid, List.of()),
                indexes.attached().getOrDefault(oid, List.of()),
                settings(row),
                row.textOrNull("comment"));
    }

    private static TableSettings settings(Row row) throws SQLException {
        String server = row.textOrNull("server");
        TableSettings settings = new TableSettings(
                row.textOrNull("tablespace"),
                row.textOrNull("method"),
                row.nameOrNull("of_type_schema", "of_type"),
                server == null ? null : new ForeignSource(server, row.options("ftoptions")),
                replicaIdentity(row),
                row.textOrNull("clustered_on"),
                row.flag("relrowsecurity"),
                row.flag("relforcerowsecurity"));
        return settings.equals(TableSettings.NONE) ? TableSettings.NONE : settings;
    }

    /** The identity of a foreign table is 'n', which means nothing. */
    private static TableSettings.ReplicaIdentity replicaIdentity(Row row) throws SQLException {
        if (row.letter("relkind") == 'f') {
            return TableSettings.ReplicaIdentity.DEFAULT;
        }
        return switch (row.letter("relreplident")) {
            case 'f' -> new TableSettings.ReplicaIdentity(TableSettings.ReplicaIdentity.Kind.FULL, null);
            case 'n' -> new TableSettings.ReplicaIdentity(TableSettings.ReplicaIdentity.Kind.NOTHING, null);
            case 'i' -> {
                String index = row.textOrNull("identity_index");
                // without the index, which was dropped, it is as good as nothing
                yield new TableSettings.ReplicaIdentity(
                        index == null
                                ? TableSettings.ReplicaIdentity.Kind.NOTHING
                                : TableSettings.ReplicaIdentity.Kind.INDEX,
                        index);
            }
            default -> TableSettings.ReplicaIdentity.DEFAULT;
        };
    }

    private static @Nullable Partitioning partitioning(Row row) throws SQLException {
        Partitioning.Strategy strategy = switch (row.letter("partstrat")) {
            case 'r' -> Partitioning.Strategy.RANGE;
            case 'l' -> Partitioning.Strategy.LIST;
            case 'h' -> Partitioning.Strategy.HASH;
            default -> null;
        };
        return strategy == null
                ? null
                : new Partitioning(strategy, ElementText.partitionKeys(row.sql("partition_keys")));
    }

    private List<View> views() throws SQLException {
        return session.list("""
                select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relkind, c.reloptions,
                       c.relispopulated, pg_get_viewdef(c.oid, true) as query,
                       ts.spcname as tablespace, m.amname as method,
                       (select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
                        where x.indrelid = c.oid and x.indisclustered) as clustered_on,
                       {comment pg_class c.oid} as comment
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_tablespace ts on ts.oid = c.reltablespace
                left join pg_am m on m.oid = c.relam and m.amname <> 'heap'
                where c.relkind in ('v', 'm') and c.relpersistence <> 't' and c.relnamespace = any({namespaces})
                  and {not member pg_class c.oid}
                """, this::view);
    }

    private View view(Row row) throws SQLException {
        long oid = row.number("oid");
        List<Column> own = columns.getOrDefault(oid, List.of());
        SortedMap<String, String> comments = new TreeMap<>();
        SortedMap<String, String> defaults = new TreeMap<>();
        SortedMap<String, ColumnSettings> settings = new TreeMap<>();
        for (Column column : own) {
            if (column.defaultExpression() != null) {
                defaults.put(column.name(), column.defaultExpression());
            }
            if (!column.settings().equals(ColumnSettings.NONE)) {
                settings.put(column.name(), column.settings());
            }
            if (column.comment() != null) {
                comments.put(column.name(), column.comment());
            }
        }
        return new View(
                row.name(),
                row.letter("relkind") == 'm',
                own.stream().map(Column::name).toList(),
                query(row.sql("query")),
                row.options("reloptions"),
                indexes.ofRelations().getOrDefault(oid, List.of()),
                triggers.getOrDefault(oid, List.of()),
                row.flag("relispopulated"),
                comments,
                rules.getOrDefault(oid, List.of()),
                new ViewSettings(
                        row.textOrNull("tablespace"),
                        row.textOrNull("method"),
                        row.textOrNull("clustered_on"),
                        defaults,
                        settings),
                row.textOrNull("comment"));
    }

    private static String query(String text) {
        String stripped = text.strip();
        return stripped.endsWith(";")
                ? stripped.substring(0, stripped.length() - 1).stripTrailing()
                : stripped;
    }
}
