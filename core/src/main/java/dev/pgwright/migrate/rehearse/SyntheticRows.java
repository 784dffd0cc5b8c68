package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataFill;
import dev.pgwright.data.DataProfile;
import dev.pgwright.data.TableProfile;
import dev.pgwright.data.UnstatedColumns;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Rows that were made up, and what became of them. */
final class SyntheticRows {
    private static final double NULLS = 0.2;

    private SyntheticRows() {}

    /**
     * Puts rows into every table that is not partitioned.
     *
     * @throws dev.pgwright.finding.PgwrightException if none were found that keep all checks
     */
    static void fill(PostgresServer server, String database, Catalog catalog, ToLongFunction<QualifiedName> rows)
            throws SQLException {
        Map<QualifiedName, TableProfile> tables = new TreeMap<>();
        UnstatedColumns columns = new UnstatedColumns(catalog);
        for (Table table : catalog.tables()) {
            if (table.partitionOf() == null && table.partitioning() == null) {
                tables.put(table.name(), profile(table, columns, rows));
            }
        }
        try (Session session = Session.of(server.connect(database))) {
            DataFill.fill(session, new DataProfile(catalog, tables, Map.of(), null));
        }
    }

    private static TableProfile profile(Table table, UnstatedColumns columns, ToLongFunction<QualifiedName> rows) {
        long count = rows.applyAsLong(table.name());
        return TableProfile.of(
                table.name(),
                count,
                table.columns().stream()
                        .map(column -> columns.of(column, NULLS, distinct(table, column, count, rows)))
                        .toList());
    }

    /** Of a foreign key there are no more values than rows that it can refer to. */
    private static long distinct(Table table, Column column, long count, ToLongFunction<QualifiedName> rows) {
        return table.of(Constraint.ForeignKey.class).stream()
                .filter(key -> key.columns().contains(column.name()))
                .mapToLong(key -> Math.min(count, rows.applyAsLong(key.referenced())))
                .min()
                .orElse(count);
    }

    /**
     * Puts rows into every table, such as a second schema can take as well. A check that nothing was found for is let be:
     * the step that adds it will say so.
     */
    static void fillFitting(
            PostgresServer server, String database, Catalog from, Catalog to, ToLongFunction<QualifiedName> rows)
            throws SQLException {
        try {
            fill(server, database, fitting(from, to, true), rows);
        } catch (PgwrightException e) {
            fill(server, database, fitting(from, to, false), rows);
        }
    }

    /**
     * The first schema with what the second demands of the columns that both have: rows for it fit both.
     *
     * @param from whose tables and columns it has
     * @param to whose keys, references and unique indexes it has as well
     * @param checks whether it has the checks, too
     */
    static Catalog fitting(Catalog from, Catalog to, boolean checks) {
        List<Table> tables = new ArrayList<>();
        for (Table table : from.tables()) {
            tables.add(to.table(table.name())
                    .map(wanted -> fitting(table, wanted, from, checks))
                    .orElse(table));
        }
        return new Catalog(
                from.schemas(),
                from.extensions(),
                from.enums(),
                from.domains(),
                from.composites(),
                from.ranges(),
                from.sequences(),
                tables,
                from.views(),
                from.routines(),
                from.objects(),
                from.access(),
                from.comments(),
                from.labels(),
                from.notModelled());
    }

    private static Table fitting(Table table, Table wanted, Catalog from, boolean checks) {
        Predicate<String> known = column -> table.column(column).isPresent();
        List<Constraint> constraints = new ArrayList<>(table.constraints());
        boolean keyed = table.primaryKey().isPresent();
        for (Constraint constraint : wanted.constraints()) {
            boolean there = constraints.stream().anyMatch(other -> other.name().equals(constraint.name()));
            boolean fits = (constraint instanceof Constraint.Unique unique
                            && unique.columns().stream().allMatch(known))
                    || (constraint instanceof Constraint.PrimaryKey primary
                            && !keyed
                            && primary.columns().stream().allMatch(known))
                    || (constraint instanceof Constraint.ForeignKey key
                            && key.columns().stream().allMatch(known)
                            && isThere(from, key));
            boolean checked = checks
                    && constraint instanceof Constraint.Check
                    && wanted.columns().stream().map(Column::name).allMatch(known);
            if (!there && (fits || checked)) {
                constraints.add(constraint);
            }
        }
        List<Column> columns = table.columns().stream()
                .map(column ->
                        wanted.column(column.name()).filter(Column::notNull).isPresent()
                                ? column.withNotNull()
                                : column)
                .toList();
        List<Index> indexes = new ArrayList<>(table.indexes());
        wanted.indexes().stream()
                .filter(index -> index.unique()
                        && index.elements().stream()
                                .allMatch(element -> !element.expression() && known.test(element.key()))
                        && indexes.stream().noneMatch(other -> other.name().equals(index.name())))
                .forEach(indexes::add);
        return new Table(
                table.name(),
                columns,
                constraints,
                indexes,
                table.triggers(),
                table.partitioning(),
                table.partitionOf(),
                table.inherits(),
                table.unlogged(),
                table.storageParameters(),
                table.policies(),
                table.rules(),
                table.attachedIndexes(),
                table.settings(),
                table.comment());
    }

    private static boolean isThere(Catalog catalog, Constraint.ForeignKey key) {
        return catalog.table(key.referenced())
                .filter(other -> key.referencedColumns().stream()
                        .allMatch(column -> other.column(column).isPresent()))
                .isPresent();
    }

    /** A digest of the rows of each table, whatever their order. */
    static Map<QualifiedName, String> digests(PostgresServer server, String database, Catalog catalog)
            throws SQLException {
        Map<QualifiedName, String> digests = new TreeMap<>();
        try (Session session = Session.of(server.connect(database))) {
            for (Table table : catalog.tables()) {
                String columns = table.columns().stream()
                        .map(column -> Identifiers.quoteIdentifier(column.name()))
                        .sorted()
                        .reduce((left, right) -> left + ", " + right)
                        .map(list -> "(" + list + ", null)")
                        .orElse("()");
                String name = Identifiers.quoteIdentifier(
                        table.name().schema(), table.name().name());
                digests.put(
                        table.name(),
                        session.rows("select count(*) || ' ' || coalesce(sum(hashtextextended(r, 0)), 0)"
                                        + " from (select row" + columns + "::text as r from only " + name + ") rows")
                                .single());
            }
        }
        return digests;
    }
}
