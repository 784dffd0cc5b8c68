package dev.pgwright.load.live;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.ColumnSettings;
import dev.pgwright.catalog.Generated;
import dev.pgwright.catalog.Identity;
import dev.pgwright.catalog.ObjectNames;
import dev.pgwright.catalog.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the columns of tables and views. */
final class ColumnReader {
    private ColumnReader() {}

    /** The columns in order, by the relation's oid. */
    static Map<Long, List<Column>> read(CatalogSession session) throws SQLException {
        Map<Long, List<Column>> columns = new HashMap<>();
        session.each(
                """
                select a.attrelid::int8 as relation, n.nspname as schema, c.relname as table, a.attname as name,
                       format_type(a.atttypid, a.atttypmod) as type,
                       case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end
                           as collation,
                       a.attnotnull, a.attidentity, a.attgenerated,
                       pg_get_expr(d.adbin, d.adrelid, true) as expression,
                       {comment pg_class a.attrelid a.attnum} as comment,
                       case when a.attstorage <> t.typstorage then a.attstorage end as storage, a.attcompression,
                       case when a.attstattarget >= 0 then a.attstattarget end as statistics_target, a.attoptions,
                       a.attfdwoptions,
                       sequence_schema.nspname as sequence_schema, sequence.relname as sequence,
                       s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache, s.seqcycle
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_type t on t.oid = a.atttypid
                left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                left join pg_depend i on a.attidentity <> '' and i.refclassid = 'pg_class'::regclass
                    and i.refobjid = a.attrelid and i.refobjsubid = a.attnum
                    and i.classid = 'pg_class'::regclass and i.objsubid = 0 and i.deptype = 'i'
                left join pg_sequence s on s.seqrelid = i.objid
                left join pg_class sequence on sequence.oid = i.objid
                left join pg_namespace sequence_schema on sequence_schema.oid = sequence.relnamespace
                where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relnamespace = any({namespaces})
                  and a.attnum > 0 and not a.attisdropped
                order by a.attrelid, a.attnum
                """,
                row -> columns.computeIfAbsent(row.number("relation"), relation -> new ArrayList<>())
                        .add(column(row)));
        return columns;
    }

    private static Column column(Row row) throws SQLException {
        String expression = row.sqlOrNull("expression");
        char generated = row.letter("attgenerated");
        Generated generatedAs =
                generated == ' ' || expression == null ? null : new Generated(expression, generated == 's');
        return new Column(
                row.text("name"),
                row.text("type"),
                row.textOrNull("collation"),
                row.flag("attnotnull"),
                generatedAs == null ? expression : null,
                identity(row),
                generatedAs,
                settings(row),
                row.textOrNull("comment"));
    }

    private static ColumnSettings settings(Row row) throws SQLException {
        String target = row.textOrNull("statistics_target");
        ColumnSettings settings = new ColumnSettings(
                storage(row.letter("storage")),
                compression(row.letter("attcompression")),
                target == null ? null : Integer.valueOf(target),
                row.options("attoptions"),
                row.options("attfdwoptions"));
        return settings.equals(ColumnSettings.NONE) ? ColumnSettings.NONE : settings;
    }

    private static ColumnSettings.@Nullable Storage storage(char letter) {
        return switch (letter) {
            case 'p' -> ColumnSettings.Storage.PLAIN;
            case 'e' -> ColumnSettings.Storage.EXTERNAL;
            case 'x' -> ColumnSettings.Storage.EXTENDED;
            case 'm' -> ColumnSettings.Storage.MAIN;
            default -> null;
        };
    }

    private static @Nullable String compression(char letter) {
        return switch (letter) {
            case 'p' -> "pglz";
            case 'l' -> "lz4";
            default -> null;
        };
    }

    /** Since PostgreSQL 17 partitions share the identity of their parent; then they have no sequence of their own. */
    private static @Nullable Identity identity(Row row) throws SQLException {
        QualifiedName sequence = row.nameOrNull("sequence_schema", "sequence");
        if (sequence == null) {
            return null;
        }
        QualifiedName usual =
                QualifiedName.of(row.text("schema"), ObjectNames.of(row.text("table"), row.text("name"), "seq"));
        return new Identity(
                row.letter("attidentity") == 'a',
                sequence.equals(usual) ? null : sequence,
                SequenceReader.options(row));
    }
}
