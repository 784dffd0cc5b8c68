package dev.pgwright.data;

import dev.pgwright.catalog.Constraint.ForeignKey;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All tables that are filled together. */
final class Fill {
    private final DataProfile profile;
    private final Map<QualifiedName, TableSources> tables = new LinkedHashMap<>();
    private final Map<QualifiedName, Table> catalog = new HashMap<>();
    private final FieldTypes types;
    private final long scopeCount;
    private final @Nullable QualifiedName scopeTable;

    Fill(DataProfile profile) {
        this.profile = profile;
        this.types = new FieldTypes(profile.catalog());
        profile.catalog().tables().forEach(table -> catalog.put(table.name(), table));
        this.scopeTable = scopeTable();
        this.scopeCount = scopeCount();
        for (QualifiedName name : profile.tables().keySet()) {
            make(name);
        }
        tables.values().forEach(TableSources::prepare);
        tables.values().forEach(table -> new TableKeys(this, table).settle());
    }

    /** Where tenants are: what the tenant's column refers to alone. */
    private @Nullable QualifiedName scopeTable() {
        return catalog.values().stream()
                .flatMap(table -> table.foreignKeys().stream())
                .filter(key -> key.columns().equals(List.of(String.valueOf(profile.scopeColumn()))))
                .map(ForeignKey::referenced)
                .findFirst()
                .orElse(null);
    }

    private long scopeCount() {
        if (scopeTable == null || !profile.tables().containsKey(scopeTable)) {
            return 1;
        }
        long least = Objects.requireNonNull(profile.tables().get(scopeTable)).rows();
        for (TableProfile table : profile.tables().values()) {
            if (isScoped(table.table())) {
                least = Math.min(least, table.rows());
            }
        }
        return Math.max(1, least);
    }

    private boolean isScoped(QualifiedName table) {
        String column = profile.scopeColumn();
        return column != null
                && scopeTable != null
                && Objects.requireNonNull(catalog.get(table)).column(column).isPresent();
    }

    private TableSources make(QualifiedName name) {
        TableSources made = tables.get(name);
        if (made != null) {
            return made;
        }
        Table table = Objects.requireNonNull(catalog.get(name));
        TableProfile rows = Objects.requireNonNull(profile.tables().get(name));
        ForeignKey anchor = TableSources.anchor(table, rows, profile.scopeColumn());
        if (anchor != null && !profile.tables().containsKey(anchor.referenced())) {
            anchor = null;
        }
        RowNumbers parent = anchor == null ? null : make(anchor.referenced()).numbers();
        RowNumbers numbers = new RowNumbers(rows.rows(), isScoped(name), scopeCount, parent);
        TableSources sources = new TableSources(this, table, rows, numbers, anchor);
        tables.put(name, sources);
        return sources;
    }

    @Nullable String scopeColumn() {
        return scopeTable == null ? null : profile.scopeColumn();
    }

    /** The tables that a partitioned table is divided into. */
    List<Table> partitions(Table table) {
        return profile.catalog().tables().stream()
                .filter(part -> part.partitionOf() != null
                        && part.partitionOf().parent().equals(table.name()))
                .toList();
    }

    double skew() {
        return profile.skew();
    }

    FieldTypes types() {
        return types;
    }

    boolean knows(QualifiedName table) {
        return profile.tables().containsKey(table);
    }

    TableSources table(QualifiedName name) {
        TableSources table = tables.get(name);
        if (table == null) {
            throw new IllegalStateException("not among the tables to be filled: " + name);
        }
        return table;
    }

    TableSources scopes() {
        return table(Objects.requireNonNull(scopeTable));
    }

    List<TableSources> tables() {
        return List.copyOf(tables.values());
    }

    /** The tenant whose rows of a parent a row may refer to; 0 where the parent belongs to none. */
    long scopeFor(RowNumbers parent, RowNumbers child, long row) {
        return parent.scoped() ? child.scopeOf(row) : 0;
    }

    List<String> examples(QualifiedName table, String column) {
        return profile.examples().getOrDefault(new dev.pgwright.catalog.ColumnName(table, column), List.of());
    }
}
