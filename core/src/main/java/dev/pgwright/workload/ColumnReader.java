package dev.pgwright.workload;

import dev.pgwright.catalog.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ANALYZE found in the columns of tables, as far as the role may read them (PostgreSQL 18, "pg_stats"). */
final class ColumnReader {
    private static final int LONGEST = 60;

    /** Of a partitioned table the statistics of all its partitions together, which only ANALYZE of itself makes. */
    private static final String COLUMNS = """
            select s.schemaname as schema, s.tablename as name, s.attname as column_name, s.null_frac as nulls,
                   s.n_distinct as distinct_values, s.correlation::text as correlation, s.avg_width as width,
                   case when few then s.most_common_vals::text::text[] end as common,
                   case when few then s.most_common_freqs::text[] end as parts
            from pg_stats s
            join pg_namespace n on n.nspname = s.schemaname
            join pg_class c on c.relnamespace = n.oid and c.relname = s.tablename and (c.relkind = 'p') = s.inherited
            cross join lateral (select s.n_distinct between 1 and %d) as values_of (few)
            where c.relkind in ('r', 'm', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
            order by s.schemaname, s.tablename, s.attname
            """.formatted(ColumnFacts.MOST_VALUES);

    private ColumnReader() {}

    static Map<QualifiedName, List<ColumnFacts>> read(FactsQuery query) throws SQLException {
        Map<QualifiedName, List<ColumnFacts>> found = new HashMap<>();
        query.each(COLUMNS, row -> {
            String correlation = row.textOrNull("correlation");
            found.computeIfAbsent(row.name("schema", "name"), name -> new ArrayList<>())
                    .add(new ColumnFacts(
                            row.text("column_name"),
                            rounded(row.fraction("nulls")),
                            rounded(row.fraction("distinct_values")),
                            correlation == null ? null : rounded(Double.parseDouble(correlation)),
                            (int) row.number("width"),
                            common(row.texts("common"), row.texts("parts"))));
        });
        return found;
    }

    private static List<ColumnFacts.Frequency> common(List<String> values, List<String> parts) {
        List<ColumnFacts.Frequency> common = new ArrayList<>();
        if (values.stream().allMatch(value -> value.length() <= LONGEST)) {
            for (int i = 0; i < Math.min(values.size(), parts.size()); i++) {
                common.add(new ColumnFacts.Frequency(values.get(i), rounded(Double.parseDouble(parts.get(i)))));
            }
        }
        return common;
    }

    /** The catalog has them as real, of which seven digits mean something. */
    private static double rounded(double value) {
        return Math.round(value * 1_000_000) / 1_000_000.0;
    }
}
