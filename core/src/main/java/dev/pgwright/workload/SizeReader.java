package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sizes and traffic of tables and indexes; a partitioned one has what its partitions have. */
final class SizeReader {
    /** Reading the size of a relation waits for whoever holds or awaits ACCESS EXCLUSIVE; the catalog's pages do not. */
    private static final String LOCKED = """
            with locked as materialized (
                select distinct relation from pg_locks
                where locktype = 'relation' and mode = 'AccessExclusiveLock' and pid <> pg_backend_pid()
                  and database = (select oid from pg_database where datname = current_database()))
            """;

    /** Rows as the planner estimates them: the density that ANALYZE found, times the pages of now (plancat.c). */
    private static final String TABLES = LOCKED + """
            select c.oid, n.nspname as schema, c.relname as name, pg_get_userbyid(c.relowner) as owner, i.inhparent as parent,
                   case when c.relkind = 'p' then 0
                        when c.reltuples >= 0 and c.relpages > 0 and locked.relation is null
                        then (c.reltuples::float8 / c.relpages
                              * (pg_relation_size(c.oid) / current_setting('block_size')::int))::bigint
                        when c.reltuples >= 0 and c.relpages > 0 then c.reltuples::bigint
                        else coalesce(s.n_live_tup, 0) end as row_count,
                   case when c.relkind = 'p' then 0
                        when locked.relation is null then pg_table_size(c.oid)
                        else c.relpages::bigint * current_setting('block_size')::int end as bytes,
                   coalesce(s.seq_scan, 0) as sequential_scans, coalesce(s.seq_tup_read, 0) as sequential_rows,
                   coalesce(s.idx_scan, 0) as index_scans,
                   coalesce(s.n_tup_ins, 0) as inserted, coalesce(s.n_tup_upd, 0) as updated,
                   coalesce(s.n_tup_del, 0) as deleted, coalesce(s.n_tup_hot_upd, 0) as hot_updated,
                   c.relpages as pages, c.relallvisible as visible_pages,
                   has_any_column_privilege(c.oid, 'select') as readable
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_inherits i on i.inhrelid = c.oid and c.relispartition
            left join pg_stat_all_tables s on s.relid = c.oid
            left join locked on locked.relation = c.oid
            where c.relkind in ('r', 'm', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;

    private static final String INDEXES = LOCKED + """
            select c.oid, x.indrelid as table_oid, n.nspname as schema, c.relname as name, t.relname as table_name,
                   i.inhparent as parent,
                   case when c.relkind = 'I' then 0
                        when locked.relation is null then pg_table_size(c.oid)
                        else c.relpages::bigint * current_setting('block_size')::int end as bytes,
                   coalesce(pg_stat_get_numscans(c.oid), 0) as scans, %s as seconds_since_scan
            from pg_index x
            join pg_class c on c.oid = x.indexrelid
            join pg_class t on t.oid = x.indrelid
            join pg_namespace n on n.oid = c.relnamespace
            left join pg_inherits i on i.inhrelid = c.oid
            left join locked on locked.relation in (c.oid, t.oid)
            where t.relkind in ('r', 'm', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            """;

    /** Known since version 16. */
    private static final String SINCE_SCAN =
            "floor(extract(epoch from clock_timestamp() - pg_stat_get_lastscan(c.oid)))::bigint";

    private static final double LEAST_SECONDS = 60;

    private final Map<Long, Table> tables = new HashMap<>();
    private final Map<Long, Index> indexes = new HashMap<>();
    private final Map<QualifiedName, List<ColumnFacts>> columns = new HashMap<>();
    private final double seconds;

    private int unreadable;

    private SizeReader(double seconds) {
        this.seconds = seconds;
    }

    /** What is counted of a table; the parent is 0 where there is none. */
    private static final class Table {
        final QualifiedName name;
        final String owner;
        final long parent;
        long rows;
        long bytes;
        long indexBytes;
        long sequentialScans;
        long sequentialRows;
        long indexScans;
        long inserted;
        long updated;
        long deleted;
        long hotUpdated;
        long pages;
        long visiblePages;

        Table(QualifiedName name, String owner, long parent) {
            this.name = name;
            this.owner = owner;
            this.parent = parent;
        }

        void add(Table part) {
            rows += part.rows;
            bytes += part.bytes;
            indexBytes += part.indexBytes;
            sequentialScans += part.sequentialScans;
            sequentialRows += part.sequentialRows;
            indexScans += part.indexScans;
            inserted += part.inserted;
            updated += part.updated;
            deleted += part.deleted;
            hotUpdated += part.hotUpdated;
            pages += part.pages;
            visiblePages += part.visiblePages;
        }

        TableUse use() {
            double visible = pages == 0 ? 0 : Math.round(1_000.0 * visiblePages / pages) / 1_000.0;
            return new TableUse(
                    sequentialScans,
                    sequentialRows,
                    indexScans,
                    inserted,
                    updated,
                    deleted,
                    hotUpdated,
                    Math.min(1, visible));
        }
    }

    /** What is counted of an index. */
    private static final class Index {
        final QualifiedName name;
        final QualifiedName table;
        final long parent;
        long bytes;
        long scans;

        @Nullable Long secondsSinceScan;

        Index(QualifiedName name, QualifiedName table, long parent) {
            this.name = name;
            this.table = table;
            this.parent = parent;
        }

        void add(Index part) {
            bytes += part.bytes;
            scans += part.scans;
            Long own = secondsSinceScan;
            Long other = part.secondsSinceScan;
            secondsSinceScan = own == null || (other != null && other < own) ? other : own;
        }
    }

    static SizeReader read(FactsQuery query, ServerReader server) throws SQLException {
        SizeReader reader = new SizeReader(server.countedSeconds());
        query.each(TABLES, reader::addTable);
        query.each(INDEXES.formatted(server.facts().version() >= 16 ? SINCE_SCAN : "null::bigint"), reader::addIndex);
        reader.sumUp();
        reader.columns.putAll(ColumnReader.read(query));
        return reader;
    }

    private void addTable(FactsQuery.Row row) throws SQLException {
        Table table = new Table(row.name("schema", "name"), row.text("owner"), row.number("parent"));
        table.rows = row.number("row_count");
        table.bytes = row.number("bytes");
        table.sequentialScans = row.number("sequential_scans");
        table.sequentialRows = row.number("sequential_rows");
        table.indexScans = row.number("index_scans");
        table.inserted = row.number("inserted");
        table.updated = row.number("updated");
        table.deleted = row.number("deleted");
        table.hotUpdated = row.number("hot_updated");
        table.pages = row.number("pages");
        // both are estimates of different times
        table.visiblePages = Math.min(table.pages, row.number("visible_pages"));
        unreadable += row.flag("readable") ? 0 : 1;
        tables.put(row.number("oid"), table);
    }

    private void addIndex(FactsQuery.Row row) throws SQLException {
        Index index = new Index(row.name("schema", "name"), row.name("schema", "table_name"), row.number("parent"));
        index.bytes = row.number("bytes");
        index.scans = row.number("scans");
        index.secondsSinceScan =
                row.textOrNull("seconds_since_scan") == null ? null : (Long) row.number("seconds_since_scan");
        indexes.put(row.number("oid"), index);
        Table table = tables.get(row.number("table_oid"));
        if (table != null) {
            table.indexBytes += index.bytes;
        }
    }

    /** Partitions count for all that they are partitions of; what is partitioned holds nothing by itself. */
    private void sumUp() {
        Map<Long, Table> own = new HashMap<>();
        tables.forEach((oid, table) -> {
            Table copy = new Table(table.name, table.owner, table.parent);
            copy.add(table);
            own.put(oid, copy);
        });
        for (Table table : own.values()) {
            for (@Nullable Table above = tables.get(table.parent); above != null; above = tables.get(above.parent)) {
                above.add(table);
            }
        }
        Map<Long, Index> ownIndexes = new HashMap<>();
        indexes.forEach((oid, index) -> {
            Index copy = new Index(index.name, index.table, index.parent);
            copy.add(index);
            ownIndexes.put(oid, copy);
        });
        for (Index index : ownIndexes.values()) {
            for (@Nullable Index above = indexes.get(index.parent); above != null; above = indexes.get(above.parent)) {
                above.add(index);
            }
        }
    }

    /** How many tables have columns whose statistics the role may not see. */
    int unreadable() {
        return unreadable;
    }

    List<TableFacts> tables() {
        return tables.values().stream()
                .map(table -> new TableFacts(
                        table.name,
                        table.rows,
                        table.bytes,
                        table.indexBytes,
                        perSecond(table.sequentialScans + table.indexScans),
                        perSecond(table.inserted + table.updated + table.deleted),
                        table.owner,
                        table.use(),
                        columns.getOrDefault(table.name, List.of())))
                .toList();
    }

    List<IndexFacts> indexes() {
        return indexes.values().stream()
                .map(index -> new IndexFacts(index.name, index.table, index.bytes, index.scans, index.secondsSinceScan))
                .toList();
    }

    /** To three decimals; more are noise, and so are the first seconds of counting. */
    private double perSecond(long count) {
        return Math.round(count / Math.max(seconds, LEAST_SECONDS) * 1_000) / 1_000.0;
    }
}
