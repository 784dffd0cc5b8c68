package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.SingleDdl;
import dev.pgwright.load.folded.SchemaFold;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** Columns that have a type and nothing that stands on them. */
final class BareColumns {
    private BareColumns() {}

    /** Statements that add a column of a table to it. */
    static List<String> added(Table to, String name) {
        Column column =
                to.column(name).orElseThrow(() -> new IllegalStateException("no column " + name + " of " + to.name()));
        List<String> statements = new ArrayList<>();
        statements.add("ALTER TABLE " + SingleDdl.name(to.name()) + " ADD COLUMN "
                + SingleDdl.column(new Column(name, column.type(), column.collation(), false, null, null, null, null)));
        statements.addAll(SingleDdl.settings(to.name(), name, column.settings()));
        return statements;
    }

    /** A schema behind such statements. */
    static Catalog in(Catalog catalog, int version, List<String> statements) {
        SchemaFold fold = SchemaFold.from(catalog, version);
        for (String sql : statements) {
            Sql.parse(SourceFile.of("column", sql)).statements().forEach(statement -> fold.apply(statement, sql));
        }
        return fold.catalog();
    }
}
