package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.plan.steps.UnitId;
import java.util.Optional;

/** Finds in a catalog what a unit is or is a part of. */
final class UnitPlaces {
    private UnitPlaces() {}

    /** The table that a column, constraint, trigger or policy is of. */
    static Optional<Table> table(UnitId part, Catalog catalog) {
        return catalog.tables().stream()
                .filter(table -> part.name().startsWith(table.name() + "."))
                .findFirst();
    }

    /** The name of a part within its table. */
    static String nameIn(Table table, UnitId part) {
        return part.name().substring(table.name().toString().length() + 1);
    }

    static Optional<Column> column(UnitId column, Catalog catalog) {
        return table(column, catalog).flatMap(table -> table.column(nameIn(table, column)));
    }
}
