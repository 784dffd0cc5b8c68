package dev.pgwright.load.live;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.PartitionOf;
import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.Trigger;
import dev.pgwright.catalog.View;
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

    private RelationReader(CatalogSession session) throws SQLException {
        this.session = session;
        this.columns = ColumnReader.read(session);
        this.indexes = IndexReader.read(session);
        this.constraints = ConstraintReader.read(session, indexes.ofConstraints());
        this.triggers = triggers(session);
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
                       pg_get_triggerdef(t.oid, true) as definition, obj_description(t.oid, 'pg_trigger') as comment
                from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                where c.relkind in ('r', 'p', 'v') and c.relnamespace = any({namespaces})
                  and not t.tgisinternal and t.tgparentid = 0 and {not member pg_trigger t.oid}
                """,
                row -> triggers.computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(new Trigger(
                                row.text("name"),
                                row.text("definition"),
                                firing(row.letter("tgenabled")),
                                row.textOrNull("comment"))));
        return triggers;
    }

    private static Trigger.Firing firing(char letter) {
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
                       obj_description(c.oid, 'pg_class') as comment
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                left join pg_class toast on toast.oid = c.reltoastrelid
                left join pg_partitioned_table p on p.partrelid = c.oid
                where c.relkind in ('r', 'p') and c.relpersistence <> 't' and c.relnamespace = any({namespaces})
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
                row.textOrNull("comment"));
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
                : new Partitioning(strategy, ElementText.partitionKeys(row.text("partition_keys")));
    }

    private List<View> views() throws SQLException {
        return session.list("""
                select c.oid::int8 as oid, n.nspname as schema, c.relname as name, c.relkind, c.reloptions,
                       c.relispopulated, pg_get_viewdef(c.oid, true) as query,
                       obj_description(c.oid, 'pg_class') as comment
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('v', 'm') and c.relpersistence <> 't' and c.relnamespace = any({namespaces})
                  and {not member pg_class c.oid}
                """, this::view);
    }

    private View view(Row row) throws SQLException {
        long oid = row.number("oid");
        List<Column> own = columns.getOrDefault(oid, List.of());
        SortedMap<String, String> comments = new TreeMap<>();
        for (Column column : own) {
            if (column.comment() != null) {
                comments.put(column.name(), column.comment());
            }
        }
        return new View(
                row.name(),
                row.letter("relkind") == 'm',
                own.stream().map(Column::name).toList(),
                query(row.text("query")),
                row.options("reloptions"),
                indexes.ofRelations().getOrDefault(oid, List.of()),
                triggers.getOrDefault(oid, List.of()),
                row.flag("relispopulated"),
                comments,
                row.textOrNull("comment"));
    }

    private static String query(String text) {
        String stripped = text.strip();
        return stripped.endsWith(";")
                ? stripped.substring(0, stripped.length() - 1).stripTrailing()
                : stripped;
    }
}
