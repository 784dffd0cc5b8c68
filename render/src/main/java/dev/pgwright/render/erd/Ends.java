package dev.pgwright.render.erd;

import dev.pgwright.catalog.Cardinality;
import dev.pgwright.render.erd.Diagram.Link;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where on a table's side the lines begin. Lines to the same row of a parent that look alike there share one place, so
 * that they become one line that branches; all others get a place of their own.
 */
final class Ends {
    /** Half a row is 10.5, so three places fit. */
    private static final int PLACES = 3;

    private record Row(int table, int row) {}

    private record End(boolean parent, int linkOrCardinality) {}

    private final Diagram diagram;
    private final Map<Row, List<End>> endsOfRow = new LinkedHashMap<>();

    Ends(Diagram diagram) {
        this.diagram = diagram;
        for (int number = 0; number < diagram.links().size(); number++) {
            Link link = diagram.links().get(number);
            add(new Row(link.parent(), link.parentRow()), parentEnd(link));
            add(new Row(link.child(), link.childRow()), new End(false, number));
        }
    }

    /** The line's height at the parent, from the upper edge of the parent's box. */
    double parentY(int number) {
        Link link = diagram.links().get(number);
        return y(new Row(link.parent(), link.parentRow()), parentEnd(link));
    }

    /** The line's height at the child, from the upper edge of the child's box. */
    double childY(int number) {
        Link link = diagram.links().get(number);
        return y(new Row(link.child(), link.childRow()), new End(false, number));
    }

    private static End parentEnd(Link link) {
        Cardinality cardinality = link.relationship().parentEnd();
        return new End(true, cardinality.ordinal());
    }

    private void add(Row row, End end) {
        List<End> ends = endsOfRow.computeIfAbsent(row, key -> new ArrayList<>());
        if (!ends.contains(end)) {
            ends.add(end);
        }
    }

    private double y(Row row, End end) {
        List<End> ends = endsOfRow.getOrDefault(row, List.of());
        double middle = diagram.tables().get(row.table()).middleOf(row.row());
        int index = ends.indexOf(end);
        if (ends.size() == 1) {
            return middle;
        }
        if (row.row() == Diagram.HEADING) {
            // a box that shows no rows is high enough for all of them
            return Measures.GRID * (1 + 2 * index);
        }
        if (ends.size() == 2) {
            return middle + (index == 0 ? -Measures.GRID : Measures.GRID);
        }
        return middle + Measures.GRID * (index % PLACES - 1);
    }
}
