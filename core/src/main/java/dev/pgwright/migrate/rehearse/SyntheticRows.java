package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.DataProfile;
import dev.pgwright.data.DatabaseFill;
import dev.pgwright.data.LeftOut;
import dev.pgwright.data.TableProfiles;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.sql.Identifiers;
import dev.pgwright.workload.DatabaseFacts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Rows that were made up, and what became of them. */
final class SyntheticRows {
    private static final int CONNECTIONS = Runtime.getRuntime().availableProcessors();
    private static final DatabaseFill.Listener NOBODY = new DatabaseFill.Listener() {
        @Override
        public void table(QualifiedName table) {}

        @Override
        public void rows(long done, long all) {}
    };

    private SyntheticRows() {}

    /**
     * Puts rows into every table.
     *
     * @param facts of the database with the real rows
     * @return the tables that got none, since none were found that keep all checks
     */
    static List<LeftOut> fill(
            Postgres server,
            String database,
            Catalog catalog,
            DatabaseFacts facts,
            ToLongFunction<QualifiedName> rows) {
        List<Table> tables = catalog.tables().stream()
                .filter(table -> table.partitionOf() == null)
                .toList();
        DataProfile profile = TableProfiles.of(catalog, tables, facts, rows);
        return DatabaseFill.fill(server, database, profile, CONNECTIONS, NOBODY, () -> false)
                .leftOut();
    }

    /**
     * Puts rows into every table, such as a second schema can take as well. A check of that one that nothing was found for
     * is let be: the step that adds it will say so.
     *
     * @return the tables that got none
     */
    static List<LeftOut> fillFitting(
            Postgres server,
            String database,
            Catalog from,
            Catalog to,
            DatabaseFacts facts,
            ToLongFunction<QualifiedName> rows) {
        List<LeftOut> leftOut = fill(server, database, fitting(from, to, table -> true), facts, rows);
        if (leftOut.isEmpty()) {
            return leftOut;
        }
        try (Session session = Session.of(server.connect(database))) {
            session.execute("TRUNCATE "
                    + from.tables().stream()
                            .map(table -> Identifiers.quoteIdentifier(
                                    table.name().schema(), table.name().name()))
                            .collect(Collectors.joining(", ")));
        }
        Set<QualifiedName> without = leftOut.stream().map(LeftOut::table).collect(Collectors.toSet());
        return fill(server, database, fitting(from, to, table -> !without.contains(table)), facts, rows);
    }

    /**
     * The first schema with what the second demands of the columns that both have: rows for it fit both.
     *
     * @param from whose tables and columns it has
     * @param to whose keys, references and unique indexes it has as well
     * @param checks of which tables it has the checks, too, values that become those of new types, and those that there are
     *     partitions for
     */
    static Catalog fitting(Catalog from, Catalog to, Predicate<QualifiedName> checks) {
        List<Table> tables = new ArrayList<>();
        for (Table table : from.tables()) {
            tables.add(to.table(table.name())
                    .map(wanted -> fitting(table, wanted, from, to, checks.test(table.name())))
                    .orElse(table));
        }
        return from.withTables(tables);
    }

    private static Table fitting(Table table, Table wanted, Catalog from, Catalog to, boolean checks) {
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
        if (checks) {
            table.columns()
                    .forEach(column -> wanted.column(column.name())
                            .flatMap(other -> ConvertibleValues.of(column, other, to))
                            .ifPresent(constraints::add));
            PartitionedValues.of(table, wanted, to).ifPresent(constraints::add);
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
    static Map<QualifiedName, String> digests(Postgres server, String database, Catalog catalog) throws SQLException {
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
