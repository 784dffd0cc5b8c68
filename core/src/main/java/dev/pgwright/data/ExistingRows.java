package dev.pgwright.data;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows that a database has before others are added. */
public final class ExistingRows {
    /** Keys of a table that new rows refer to. */
    private static final int KEYS = 1_000;

    private ExistingRows() {}

    /** Which of the tables have rows, in order. */
    public static List<QualifiedName> tables(Session session, List<Table> tables) {
        if (tables.isEmpty()) {
            return List.of();
        }
        String each = tables.stream()
                .map(table -> "(SELECT EXISTS (SELECT FROM " + Sql.name(table.name()) + "))")
                .collect(Collectors.joining(", "));
        List<@Nullable String> answers =
                session.rows("SELECT unnest(ARRAY[" + each + "])").first();
        return IntStream.range(0, tables.size())
                .filter(i -> "t".equals(answers.get(i)))
                .mapToObj(i -> tables.get(i).name())
                .toList();
    }

    /**
     * The profile with references to rows that are there: to the first thousand of a table that is not filled. References of
     * several columns stay as they are.
     */
    public static DataProfile referredTo(Session session, DataProfile profile, List<QualifiedName> withRows) {
        Map<QualifiedName, TableProfile> tables = new TreeMap<>();
        profile.tables().forEach((name, table) -> {
            TableProfile changed = table;
            for (ForeignKey key :
                    profile.catalog().table(name).map(Table::foreignKeys).orElse(List.of())) {
                if (key.columns().size() == 1 && withRows.contains(key.referenced())) {
                    ColumnProfile column = table.column(key.columns().get(0));
                    changed = changed.with(column.withShares(keys(session, key)));
                }
            }
            tables.put(name, changed);
        });
        return new DataProfile(profile.catalog(), tables, profile.examples(), profile.skew(), profile.scopeColumn());
    }

    private static Map<String, Double> keys(Session session, ForeignKey key) {
        String column = Sql.name(key.referencedColumns().get(0));
        List<@Nullable String> found = session.rows("SELECT CAST(" + column + " AS text) FROM "
                        + Sql.name(key.referenced()) + " WHERE " + column + " IS NOT NULL LIMIT " + KEYS)
                .first();
        Map<String, Double> shares = new LinkedHashMap<>();
        found.forEach(value -> shares.put(String.valueOf(value), 1.0 / found.size()));
        return shares;
    }
}
