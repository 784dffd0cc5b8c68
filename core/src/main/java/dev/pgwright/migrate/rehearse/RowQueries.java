package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
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
    private final Words old;
    private final Words renamed;
    /** No column has ended, and nothing else happens when a row is written. */
    private final boolean writable;
    /** The key is there to the end, for ON CONFLICT. */
    private final boolean kept;
    /** No rows of others refer to those of the table. */
    private final boolean deletable;

    /**
     * The names that code says, as SQL.
     *
     * @param written the column that is written as it is; empty for none
     */
    private record Words(String table, List<String> key, List<String> columns, String written) {}

    private RowQueries(Table table, Catalog catalog, Constraint.PrimaryKey key, Set<String> ended, RenamedCode code) {
        this.table = table;
        this.old = words(table.name(), key, name -> name);
        this.renamed = words(code.table(table.name()), key, name -> code.column(table.name(), name));
        this.writable = table.triggers().isEmpty()
                && table.rules().isEmpty()
                && table.columns().stream().noneMatch(column -> ended.contains(table.name() + "." + column.name()));
        this.kept = !ended.contains(table.name() + "." + key.name());
        this.deletable = catalog.tables().stream()
                .flatMap(other -> other.foreignKeys().stream())
                .noneMatch(reference -> reference.referenced().equals(table.name()));
    }

    private Words words(QualifiedName name, Constraint.PrimaryKey key, UnaryOperator<String> naming) {
        String written = table.columns().stream()
                .filter(column -> column.generated() == null && column.identity() == null)
                .map(Column::name)
                .filter(column -> !key.columns().contains(column))
                .findFirst()
                .orElse("");
        return new Words(
                Identifiers.quoteIdentifier(name.schema(), name.name()),
                quoted(key.columns(), naming),
                quoted(
                        table.columns().stream()
                                .filter(column -> column.generated() == null)
                                .map(Column::name)
                                .toList(),
                        naming),
                written.isEmpty() ? "" : Identifiers.quoteIdentifier(naming.apply(written)));
    }

    private static List<String> quoted(List<String> names, UnaryOperator<String> naming) {
        return names.stream()
                .map(column -> Identifiers.quoteIdentifier(naming.apply(column)))
                .toList();
    }

    /**
     * The queries about some rows of a table, those of one row together; none without a primary key.
     *
     * @param ended tables, columns and primary keys that no code uses any more, as {@code public.orders.note}
     */
    static List<List<ClientQuery>> of(
            Session session, Table table, Catalog catalog, Set<String> ended, RenamedCode code) {
        Constraint.PrimaryKey key = table.primaryKey().orElse(null);
        boolean gone = key == null
                || ended.contains(table.name().toString())
                || key.columns().stream().anyMatch(column -> ended.contains(table.name() + "." + column));
        return key == null || gone ? List.of() : new RowQueries(table, catalog, key, ended, code).all(session);
    }

    private List<List<ClientQuery>> all(Session session) {
        String literals = old.columns().stream()
                .map(column -> "quote_nullable(" + column + "::text)")
                .collect(Collectors.joining(", "));
        List<List<ClientQuery>> all = new ArrayList<>();
        Usage usage = null;
        for (List<@Nullable String> values : session.rows(
                        "select " + literals + " from " + old.table() + " order by random() limit " + ROWS)
                .values()) {
            usage = usage == null ? new Usage(asked(old, values), asked(renamed, values)) : usage;
            List<String> before = queries(old, values, all.size());
            List<String> after = queries(renamed, values, all.size());
            List<ClientQuery> row = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                row.add(new ClientQuery(before.get(i), after.get(i), usage));
            }
            all.add(row);
        }
        return all;
    }

    /** Statements that the server understands if it does the queries. */
    private List<String> asked(Words words, List<@Nullable String> values) {
        List<String> asked = new ArrayList<>(List.of("select * from " + words.table() + where(words, values)));
        if (writable) {
            asked.add(insert(words, values));
        }
        return asked;
    }

    private static String where(Words words, List<@Nullable String> values) {
        return words.key().stream()
                .map(column -> column + " = " + values.get(words.columns().indexOf(column)))
                .collect(Collectors.joining(" and ", " where ", ""));
    }

    private List<String> queries(Words words, List<@Nullable String> values, int number) {
        String name = words.table();
        String where = where(words, values);
        String written = words.written();
        List<String> queries = new ArrayList<>();
        for (int i = 0; i < READS_TO_A_WRITE; i++) {
            queries.add("select * from " + name + where);
        }
        if (writable) {
            String insert = insert(words, values);
            List<String> writes = new ArrayList<>();
            if (!written.isEmpty()) {
                writes.add("update " + name + " set " + written + " = " + written + where);
            }
            if (!written.isEmpty() && kept) {
                writes.add(insert + " on conflict (" + String.join(", ", words.key()) + ") do update set " + written
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

    private static String insert(Words words, List<@Nullable String> values) {
        return IntStream.range(0, words.columns().size())
                .mapToObj(values::get)
                .map(String::valueOf)
                .collect(Collectors.joining(
                        ", ",
                        "insert into " + words.table() + " (" + String.join(", ", words.columns())
                                + ") overriding system value values (",
                        ")"));
    }
}
