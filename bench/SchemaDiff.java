import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.Index;
import dev.pgwright.catalog.IndexElement;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.migrate.diff.CatalogDiff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two models of as many tables as the argument says, of which every fiftieth was renamed, every tenth got another column
 * name and every twentieth an index. Prints the milliseconds of a first and a tenth comparison, and what was found.
 */
class SchemaDiff {
    private static final String[] TYPES = {"bigint", "text", "integer", "numeric(12,2)", "date", "boolean", "uuid"};

    public static void main(String[] arguments) {
        int tables = Integer.parseInt(arguments[0]);
        Catalog before = catalog(tables, false);
        Catalog after = catalog(tables, true);
        long first = 0;
        long last = 0;
        int changes = 0;
        int open = 0;
        for (int run = 0; run < 10; run++) {
            long begun = System.nanoTime();
            var diff = CatalogDiff.of(before, after, Map.of());
            last = (System.nanoTime() - begun) / 1_000_000;
            first = run == 0 ? last : first;
            changes = diff.changes().size();
            open = diff.open().size();
        }
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d tables: first %d ms, tenth %d ms, %d changes, %d open, heap %d MB%n",
                tables,
                first,
                last,
                changes,
                open,
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static Catalog catalog(int tables, boolean changed) {
        List<Table> all = new ArrayList<>();
        for (int i = 0; i < tables; i++) {
            List<Column> columns = new ArrayList<>(List.of(Column.of("id", "bigint")));
            for (int c = 0; c < 9; c++) {
                String name = changed && i % 10 == 3 && c == 4 ? "changed_" + c : "column_" + (i * 7 + c) % 97 + "_" + c;
                columns.add(Column.of(name, TYPES[(i + c * 3) % TYPES.length]));
            }
            columns.add(Column.of("parent_id", "bigint").withNotNull());
            List<Constraint> constraints = new ArrayList<>(List.of(Constraint.PrimaryKey.of("t" + i + "_pkey", List.of("id"))));
            constraints.add(Constraint.ForeignKey.of(
                    "t" + i + "_parent_id_fkey",
                    List.of("parent_id"),
                    name(i / 2, changed),
                    List.of("id"),
                    ReferentialAction.NO_ACTION));
            List<Index> indexes = new ArrayList<>(
                    List.of(Index.of("t" + i + "_parent_id_idx", "btree", List.of(IndexElement.column("parent_id")))));
            if (changed && i % 20 == 7) {
                indexes.add(Index.of("t" + i + "_new_idx", "btree", List.of(IndexElement.column("parent_id"))));
            }
            all.add(Table.of(name(i, changed), columns, constraints, indexes, null));
        }
        return Catalog.of(List.of(), List.of(), all);
    }

    private static QualifiedName name(int i, boolean changed) {
        return QualifiedName.of("public", (changed && i % 50 == 1 ? "renamed_" : "table_") + i);
    }
}
