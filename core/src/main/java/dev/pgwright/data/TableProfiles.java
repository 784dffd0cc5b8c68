package dev.pgwright.data;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.ColumnProfile.Order;
import dev.pgwright.workload.ColumnFacts;
import dev.pgwright.workload.DatabaseFacts;
import dev.pgwright.workload.TableFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Rows of tables by what ANALYZE found where the real ones are; by their definition alone where nobody knows. */
public final class TableProfiles {
    /** The part of the rows without a value where nothing is known. */
    private static final double NULLS = 0.2;
    /** Of references where nothing is known: a hundredth of the parents has a tenth of the rows. */
    private static final double SKEW = 2;
    /** From here on later rows have greater values. */
    private static final double IN_ORDER = 0.9;
    /** Of a text up to 126 bytes. */
    private static final int HEADER = 1;

    private final Catalog catalog;
    private final DatabaseFacts facts;
    private final ToLongFunction<QualifiedName> rows;
    private final UnstatedColumns unstated;
    private final FieldTypes types;

    private TableProfiles(Catalog catalog, DatabaseFacts facts, ToLongFunction<QualifiedName> rows) {
        this.catalog = catalog;
        this.facts = facts;
        this.rows = rows;
        this.unstated = new UnstatedColumns(catalog);
        this.types = new FieldTypes(catalog);
    }

    /**
     * Profiles of tables that are to be filled.
     *
     * @param facts of the database with the real rows; {@link DatabaseFacts#NONE} where there is none
     * @param rows how many each table is to have
     */
    public static DataProfile of(
            Catalog catalog, List<Table> tables, DatabaseFacts facts, ToLongFunction<QualifiedName> rows) {
        TableProfiles profiles = new TableProfiles(catalog, facts, rows);
        Map<QualifiedName, TableProfile> all = new TreeMap<>();
        tables.forEach(table -> all.put(table.name(), profiles.of(table)));
        return new DataProfile(catalog, all, Map.of(), SKEW, null);
    }

    private TableProfile of(Table table) {
        long count = rows.applyAsLong(table.name());
        Optional<TableFacts> known = facts.table(table.name());
        return TableProfile.of(
                table.name(),
                count,
                table.columns().stream()
                        .map(column -> known.flatMap(real -> real.column(column.name()))
                                .map(real -> of(table, column, real, known.get().rows(), count))
                                .orElseGet(() -> unstated(table, column, count)))
                        .toList());
    }

    /** Keys that are numbers are given in order, as a sequence does. */
    private ColumnProfile unstated(Table table, Column column, long count) {
        ColumnProfile profile = unstated.of(column, NULLS, most(table, column, count));
        boolean sequence = types.of(column.type()).isWhole() && isAlone(table, column) && !isReference(table, column);
        return sequence ? profile.withOrder(Order.ASCENDING) : profile;
    }

    private ColumnProfile of(Table table, Column column, ColumnFacts real, long there, long count) {
        FieldType type = types.of(column.type());
        // what grows with the table is less here; what does not, is not
        double distinct = real.distinct() < 0 ? -real.distinct() * count : real.values(there);
        ColumnProfile profile = unstated.of(
                column,
                Math.max(0, Math.min(1, real.nulls())),
                Math.max(1, Math.min(distinct, most(table, column, count))));
        if (type.isText() || type.name().startsWith("json")) {
            Integer limit = type.limit();
            int length = Math.max(1, real.width() - HEADER);
            profile = profile.withText(limit == null ? length : Math.max(1, Math.min(length, 2 * limit / 3)), null);
        }
        if (real.correlation() != null && real.correlation() > IN_ORDER) {
            profile = profile.withOrder(isReference(table, column) ? Order.WITH_PARENT : Order.ASCENDING);
        }
        return isReference(table, column) || isAlone(table, column) ? profile : withCommon(profile, real);
    }

    private static ColumnProfile withCommon(ColumnProfile profile, ColumnFacts real) {
        double sum =
                real.common().stream().mapToDouble(ColumnFacts.Frequency::part).sum();
        return sum <= 0
                ? profile
                : profile.withShares(real.common().stream()
                        .collect(Collectors.toMap(
                                ColumnFacts.Frequency::value,
                                one -> one.part() / sum,
                                Double::sum,
                                LinkedHashMap::new)));
    }

    private static boolean isReference(Table table, Column column) {
        return table.foreignKeys().stream().anyMatch(key -> key.columns().contains(column.name()));
    }

    /** Whether the column alone tells rows apart. */
    private static boolean isAlone(Table table, Column column) {
        List<String> alone = List.of(column.name());
        return table.primaryKey().filter(key -> key.columns().equals(alone)).isPresent()
                || table.of(Constraint.Unique.class).stream()
                        .anyMatch(key -> key.columns().equals(alone))
                || table.indexes().stream()
                        .filter(Index::unique)
                        .anyMatch(index -> index.elements().stream()
                                .map(IndexElement::key)
                                .toList()
                                .equals(alone));
    }

    /** Of a foreign key there are no more values than rows that it can refer to. */
    private long most(Table table, Column column, long count) {
        return table.of(Constraint.ForeignKey.class).stream()
                .filter(key -> key.columns().contains(column.name()))
                .filter(key -> catalog.table(key.referenced()).isPresent())
                .mapToLong(key -> Math.min(count, rows.applyAsLong(key.referenced())))
                .min()
                .orElse(count);
    }
}
