package dev.pgwright.twin;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.server.Session;
import dev.pgwright.twin.IndexStatistics.WordStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database with rows, and what ANALYZE found out about it. */
final class RealDatabase {
    static final List<String> SCHEMA = List.of(
            "CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'done', 'cancelled')",
            "CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')",
            "CREATE TABLE customers (id bigint PRIMARY KEY, email email NOT NULL, country varchar(2),"
                    + " joined date NOT NULL, vip boolean NOT NULL, tags text[] NOT NULL, token uuid NOT NULL)",
            "CREATE UNIQUE INDEX customers_email ON customers (lower(email))",
            "CREATE INDEX customers_tags ON customers USING gin (tags)",
            "CREATE INDEX customers_country ON customers (country, joined) WHERE vip",
            "CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers,"
                    + " status order_status NOT NULL, placed_at timestamptz NOT NULL, total numeric(12,2),"
                    + " note text, words tsvector NOT NULL, delivery tstzrange NOT NULL)",
            "CREATE INDEX orders_customer ON orders (customer_id, placed_at)",
            "CREATE INDEX orders_open ON orders (placed_at) WHERE status IN ('new', 'paid')",
            "CREATE INDEX orders_placed ON orders USING brin (placed_at) WITH (pages_per_range = 32)",
            "CREATE INDEX orders_words ON orders USING gin (words)",
            "CREATE INDEX orders_delivery ON orders USING gist (delivery)",
            "CREATE INDEX orders_total ON orders (total) INCLUDE (status)",
            "CREATE INDEX orders_note ON orders USING hash (note)",
            "CREATE TABLE events (at timestamptz NOT NULL, device int NOT NULL, kind text NOT NULL,"
                    + " PRIMARY KEY (device, at)) PARTITION BY RANGE (at)",
            "CREATE TABLE events_q1 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2024-04-01')",
            "CREATE TABLE events_q2 PARTITION OF events FOR VALUES FROM ('2024-04-01') TO ('2024-07-01')",
            "CREATE TABLE events_rest PARTITION OF events DEFAULT",
            "CREATE INDEX events_kind ON events (kind, at)",
            "CREATE TABLE empty_one (id int PRIMARY KEY)");

    /**
     * A sample as large as the tables, and no common values where a B-tree begins with numbers or times, so that the
     * ends of the histograms are those of the columns: the planner asks a real index for these.
     */
    private static final List<String> ROWS = List.of(
            "SET default_statistics_target = 500",
            "INSERT INTO customers SELECT i, 'user' || i || '@example.com',"
                    + " (ARRAY['DE', 'DE', 'DE', 'US', 'US', 'JP', 'NZ', NULL])[1 + (i * 7919) % 8],"
                    + " date '2015-01-01' + (i % 3000)::int, i % 50 = 0,"
                    + " ARRAY['t' || (i % 10), 't' || (i % 97), 'u' || (i % 7)], md5(i::text)::uuid"
                    + " FROM generate_series(1, 20000) i",
            "INSERT INTO orders SELECT i, 1 + (i * 7919::bigint) % 20000,"
                    + " (ARRAY['done', 'done', 'done', 'done', 'done', 'done', 'shipped', 'cancelled', 'paid', 'new'])"
                    + "[1 + (i * 31) % 10]::order_status,"
                    + " timestamptz '2022-01-01' + i * interval '7 minutes', (i * 7919::bigint % 120000) / 3.0,"
                    + " CASE WHEN i % 5 = 0 THEN md5((i % 5000)::text) END,"
                    + " to_tsvector('simple', 'word' || (i % 300) || ' term' || (i % 17)),"
                    + " tstzrange(timestamptz '2022-01-01' + i * interval '7 minutes',"
                    + " timestamptz '2022-01-01' + i * interval '7 minutes' + (1 + i % 48) * interval '1 hour')"
                    + " FROM generate_series(1, 120000) i",
            "INSERT INTO events SELECT timestamptz '2024-01-01' + i * interval '2 minutes', i % 500,"
                    + " CASE WHEN i % 20 = 0 THEN 'buy' ELSE 'view' END FROM generate_series(1, 100000) i",
            "VACUUM ANALYZE");

    private RealDatabase() {}

    static void fill(Session session) {
        SCHEMA.forEach(session::execute);
        ROWS.forEach(session::execute);
    }

    static TwinStatistics statistics(Session session) {
        session.execute("CREATE EXTENSION IF NOT EXISTS pageinspect SCHEMA pg_catalog");
        List<TableStatistics> tables = new ArrayList<>();
        List<IndexStatistics> indexes = new ArrayList<>();
        for (List<@Nullable String> row : session.rows("""
                SELECT n.nspname, c.relname, c.relkind, greatest(c.reltuples, 0),
                       coalesce(pg_relation_size(c.oid), 0) / 8192, c.relallvisible, m.amname
                  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am m ON m.oid = c.relam
                 WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'i')""").values()) {
            QualifiedName name = QualifiedName.of(text(row, 0), text(row, 1));
            double rows = Double.parseDouble(text(row, 3));
            long pages = Long.parseLong(text(row, 4));
            if (text(row, 2).equals("i")) {
                indexes.add(new IndexStatistics(
                        name,
                        rows,
                        pages,
                        columns(session, name.name()),
                        text(row, 6).equals("gin") ? words(session, name.name()) : null));
            } else {
                double visible = pages == 0 ? 0 : Math.min(1, Double.parseDouble(text(row, 5)) / pages);
                tables.add(new TableStatistics(name, rows, pages, visible, columns(session, name.name())));
            }
        }
        return new TwinStatistics(tables, indexes);
    }

    private static WordStatistics words(Session session, String index) {
        List<@Nullable String> row = session.rows(
                        "SELECT n_entries, n_entry_pages, n_data_pages FROM gin_metapage_info(get_raw_page(?, 0))",
                        index)
                .values()
                .get(0);
        return new WordStatistics(
                Long.parseLong(text(row, 0)), Long.parseLong(text(row, 1)), Long.parseLong(text(row, 2)));
    }

    private static List<ColumnStatistics> columns(Session session, String relation) {
        boolean ranges = session.serverVersionNumber() >= 170_000;
        List<ColumnStatistics> columns = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(
                        "SELECT attname, null_frac, avg_width, n_distinct, coalesce(correlation, 0),"
                                + " most_common_vals::text, most_common_freqs::text, histogram_bounds::text,"
                                + " most_common_elems::text, most_common_elem_freqs::text,"
                                + " elem_count_histogram[array_upper(elem_count_histogram, 1)],"
                                + (ranges
                                        ? "range_bounds_histogram::text, range_length_histogram::text, range_empty_frac"
                                        : "NULL, NULL, NULL")
                                + " FROM pg_stats WHERE schemaname = 'public' AND tablename = ?",
                        relation)
                .values()) {
            ColumnStatistics column = new ColumnStatistics(
                    text(row, 0),
                    Double.parseDouble(text(row, 1)),
                    Integer.parseInt(text(row, 2)),
                    Double.parseDouble(text(row, 3)),
                    Double.parseDouble(text(row, 4)),
                    common(session, row.get(5), row.get(6)),
                    elements(session, row.get(7)));
            if (row.get(8) != null) {
                List<String> frequencies = elements(session, row.get(9));
                double nulls = row.get(10) == null ? 0 : Double.parseDouble(frequencies.get(frequencies.size() - 1));
                double count = row.get(10) == null ? 0 : Double.parseDouble(text(row, 10));
                column = column.withElements(
                        new ElementStatistics(common(session, row.get(8), row.get(9)), nulls, count));
            }
            if (row.get(11) != null) {
                column = column.withRanges(new RangeStatistics(
                        elements(session, row.get(11)),
                        elements(session, row.get(12)).stream()
                                .map(Double::valueOf)
                                .toList(),
                        Double.parseDouble(text(row, 13))));
            }
            columns.add(column);
        }
        return columns;
    }

    /** The frequencies of elements have two or three more at their end. */
    private static List<CommonValue> common(Session session, @Nullable String values, @Nullable String frequencies) {
        List<String> texts = elements(session, values);
        List<String> numbers = elements(session, frequencies);
        List<CommonValue> common = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            common.add(new CommonValue(texts.get(i), Double.parseDouble(numbers.get(i))));
        }
        return common;
    }

    private static List<String> elements(Session session, @Nullable String array) {
        return array == null
                ? List.of()
                : session.rows("SELECT unnest(?::text[])", array).first().stream()
                        .map(Objects::requireNonNull)
                        .toList();
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }
}
