package dev.pgwright.load.live;

import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Sequence;
import dev.pgwright.catalog.SequenceOptions;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the sequences that no identity column implies. */
final class SequenceReader {
    private final CatalogSession session;

    SequenceReader(CatalogSession session) {
        this.session = session;
    }

    List<Sequence> sequences() throws SQLException {
        return session.list(
                """
                select n.nspname as schema, c.relname as name, format_type(s.seqtypid, null) as type,
                       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle,
                       c.relpersistence = 'u' and own_table.relpersistence is distinct from 'u' as unlogged,
                       {comment pg_class c.oid} as comment,
                       own_schema.nspname as owner_schema, own_table.relname as owner_table,
                       own_column.attname as owner_column
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                join pg_sequence s on s.seqrelid = c.oid
                left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.objsubid = 0
                    and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0 and d.deptype in ('a', 'i')
                left join pg_class own_table on own_table.oid = d.refobjid
                left join pg_namespace own_schema on own_schema.oid = own_table.relnamespace
                left join pg_attribute own_column on own_column.attrelid = d.refobjid
                    and own_column.attnum = d.refobjsubid
                where c.relkind = 'S' and c.relpersistence <> 't' and c.relnamespace = any({namespaces})
                  and d.deptype is distinct from 'i' and {not member pg_class c.oid}
                """,
                row -> new Sequence(
                        row.name(),
                        row.text("type"),
                        options(row),
                        owner(row),
                        row.flag("unlogged"),
                        row.textOrNull("comment")));
    }

    static SequenceOptions options(Row row) throws SQLException {
        return new SequenceOptions(
                row.number("seqstart"),
                row.number("seqincrement"),
                row.number("seqmin"),
                row.number("seqmax"),
                row.number("seqcache"),
                row.flag("seqcycle"));
    }

    private static @Nullable ColumnName owner(Row row) throws SQLException {
        QualifiedName table = row.nameOrNull("owner_schema", "owner_table");
        return table == null ? null : new ColumnName(table, row.text("owner_column"));
    }
}
