import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Constraint;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.ReferentialAction;
import dev.pgwright.catalog.Table;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.render.erd.ErdRenderer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Draws a generated schema, two foreign keys a table on average, and prints CPU milliseconds. Arguments: tables, groups, runs. */
class ErdLayout {
    public static void main(String[] arguments) {
        int tables = Integer.parseInt(arguments[0]);
        int groups = Integer.parseInt(arguments[1]);
        Catalog catalog = catalog(tables);
        List<ErdOptions.Group> list = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            List<QualifiedName> names = catalog.tables()
                    .subList(group * tables / groups, (group + 1) * tables / groups)
                    .stream()
                    .map(Table::name)
                    .toList();
            list.add(ErdOptions.Group.of("group " + group, names));
        }
        ErdOptions options = ErdOptions.titled("Bench").withGroups(list);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int run = 0; run < Integer.parseInt(arguments[2]); run++) {
            long begun = threads.getCurrentThreadCpuTime();
            int length = ErdRenderer.svg(catalog, options).length();
            System.out.println((threads.getCurrentThreadCpuTime() - begun) / 1_000_000 + " " + length);
        }
    }

    private static Catalog catalog(int count) {
        Random random = new Random(1);
        List<Table> tables = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            List<Column> columns = new ArrayList<>(List.of(Column.of("id", "bigint").withNotNull()));
            List<Constraint> constraints = new ArrayList<>(List.of(Constraint.PrimaryKey.of("pk", List.of("id"))));
            for (int reference = 0; reference < Math.min(number, random.nextInt(5)); reference++) {
                String column = "reference_" + reference;
                int near = number - 1 - random.nextInt(Math.min(number, 10));
                int parent = random.nextInt(5) == 0 ? random.nextInt(number) : near;
                columns.add(Column.of(column, "bigint"));
                constraints.add(Constraint.ForeignKey.of(
                        column, List.of(column), name(parent), List.of("id"), ReferentialAction.NO_ACTION));
            }
            for (int column = 0; column < 2 + random.nextInt(8); column++) {
                columns.add(Column.of("column_" + column, "text"));
            }
            tables.add(Table.of(name(number), columns, constraints, List.of(), null));
        }
        return new Catalog(
                List.of(), List.of(), List.of(), List.of(), List.of(), tables, List.of(), List.of(), List.of());
    }

    private static QualifiedName name(int number) {
        return QualifiedName.of("public", String.format("table_%04d", number));
    }
}
