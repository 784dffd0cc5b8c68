package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What clients do with the rows of a table by primary key, such that its rows stay as they are: they read them, write a column as
 * it is, insert what is there already and update it by ON CONFLICT, delete a row and insert it again.
 */
final class RowQueries {
    private static final int ROWS = 500;
    private static final int READS_TO_A_WRITE = 3;

    private final Table table;
    private final String name;
    private final List<String> key;
    private final List<String> columns;
    /** No column has ended, and nothing else happens when a row is written. */
    private final boolean writable;
    /** The key is there to the end, for ON CONFLICT. */
    private final boolean kept;
    /** No rows of others refer to those of the table. */
    private final boolean deletable;

    private RowQueries(Table table, Catalog catalog, Constraint.PrimaryKey key, Set<String> ended) {
        this.table = table;
        this.name =
                Identifiers.quoteIdentifier(table.name().schema(), table.name().name());
        this.key = quoted(key.columns());
        this.columns = quoted(table.columns().stream()
                .filter(column -> column.generated() == null)
                .map(Column::name)
                .toList());
        this.writable = table.triggers().isEmpty()
                && table.rules().isEmpty()
                && table.columns().stream().noneMatch(column -> ended.contains(table.name() + "." + column.name()));
        this.kept = !ended.contains(table.name() + "." + key.name());
        this.deletable = catalog.tables().stream()
                .flatMap(other -> other.foreignKeys().stream())
                .noneMatch(reference -> reference.referenced().equals(table.name()));
    }

    private static List<String> quoted(List<String> names) {
        return names.stream().map(column -> Identifiers.quoteIdentifier(column)).toList();
    }

    /**
     * The queries about some rows of a table, those of one row together; none without a primary key.
     *
     * @param ended tables, columns and primary keys that no code uses any more, as {@code public.orders.note}
     */
    static List<List<String>> of(Session session, Table table, Catalog catalog, Set<String> ended) {
        Constraint.PrimaryKey key = table.primaryKey().orElse(null);
        boolean gone = key == null
                || ended.contains(table.name().toString())
                || key.columns().stream().anyMatch(column -> ended.contains(table.name() + "." + column));
        return key == null || gone ? List.of() : new RowQueries(table, catalog, key, ended).all(session);
    }

    private List<List<String>> all(Session session) {
        String literals = columns.stream()
                .map(column -> "quote_nullable(" + column + "::text)")
                .collect(Collectors.joining(", "));
        List<List<String>> all = new ArrayList<>();
        for (List<@Nullable String> values : session.rows(
                        "select " + literals + " from " + name + " order by random() limit " + ROWS)
                .values()) {
            all.add(queries(values, all.size()));
        }
        return all;
    }

    private List<String> queries(List<@Nullable String> values, int number) {
        String where = key.stream()
                .map(column -> column + " = " + values.get(columns.indexOf(column)))
                .collect(Collectors.joining(" and ", " where ", ""));
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < READS_TO_A_WRITE; i++) {
            queries.add("select * from " + name + where);
        }
        String written = table.columns().stream()
                .filter(column -> column.generated() == null && column.identity() == null)
                .map(column -> Identifiers.quoteIdentifier(column.name()))
                .filter(column -> !key.contains(column))
                .findFirst()
                .orElse("");
        if (writable) {
            String insert = insert(values);
            List<String> writes = new ArrayList<>();
            if (!written.isEmpty()) {
                writes.add("update " + name + " set " + written + " = " + written + where);
            }
            if (!written.isEmpty() && kept) {
                writes.add(insert + " on conflict (" + String.join(", ", key) + ") do update set " + written
                        + " = excluded." + written);
            }
            if (deletable) {
                // both or neither: one after the other would be two transactions
                writes.add("begin; delete from " + name + where + "; " + insert + "; commit");
            }
            if (!writes.isEmpty()) {
                queries.add(writes.get(number % writes.size()));
            }
        }
        return queries;
    }

    private String insert(List<@Nullable String> values) {
        return IntStream.range(0, columns.size())
                .mapToObj(values::get)
                .map(String::valueOf)
                .collect(Collectors.joining(
                        ", ",
                        "insert into " + name + " (" + String.join(", ", columns)
                                + ") overriding system value values (",
                        ")"));
    }
}
