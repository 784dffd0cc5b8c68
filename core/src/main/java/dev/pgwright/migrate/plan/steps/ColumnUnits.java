package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A column that is added to a table that is there. */
final class ColumnUnits {
    private ColumnUnits() {}

    /** @param along what is made in the same statement */
    static List<String> make(Units units, ColumnModel model, Set<UnitId> along) {
        Table table =
                units.find(model.table()).orElseThrow(() -> new IllegalStateException("no table " + model.table()));
        Column whole = table.column(model.column().name())
                .orElseThrow(() ->
                        new IllegalStateException("no column " + model.column().name()));
        String name = model.table() + "." + whole.name();
        Column column = new Column(
                whole.name(),
                whole.type(),
                whole.collation(),
                along.contains(UnitId.of(UnitKind.NOT_NULL, name)),
                along.contains(UnitId.of(UnitKind.DEFAULT, name)) ? whole.defaultExpression() : null,
                along.contains(UnitId.of(UnitKind.IDENTITY, name)) ? whole.identity() : null,
                whole.generated(),
                whole.settings(),
                null);
        String alter = table.settings().foreign() == null ? "ALTER TABLE " : "ALTER FOREIGN TABLE ";
        List<String> statements = new ArrayList<>();
        statements.add(alter + SingleDdl.name(table.name()) + " ADD COLUMN " + SingleDdl.column(column));
        statements.addAll(SingleDdl.settings(table.name(), whole.name(), whole.settings()));
        return statements;
    }
}
