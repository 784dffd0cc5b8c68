package dev.pgwright.load.folded;

import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.tree.ColumnRef;
import dev.pgwright.sql.tree.Node;
import java.util.List;
import java.util.TreeSet;

/** The columns that conditions name as {@code OLD.c} and {@code NEW.c}. */
final class TriggerRows {
    private TriggerRows() {}

    static List<Integer> columns(Node condition, RelationEntry relation) {
        TreeSet<Integer> numbers = new TreeSet<>();
        for (ColumnRef reference : Nodes.all(condition, ColumnRef.class)) {
            List<String> parts = Nodes.names(reference.fields());
            if (parts.size() == 2 && (parts.get(0).equals("new") || parts.get(0).equals("old"))) {
                ColumnEntry column = relation.column(parts.get(1));
                if (column != null) {
                    numbers.add(column.number);
                }
            }
        }
        return List.copyOf(numbers);
    }
}
