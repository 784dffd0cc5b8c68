package dev.pgwright.render.erd;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.render.erd.Arrangement.Form;
import dev.pgwright.render.erd.Diagram.GroupBox;
import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Diagram.TableBox;
import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Places a diagram of {@link Clusters}: each group as a diagram of its own, as no line leaves it, and the groups as
 * areas that tile the sheet, those near each other that have stand-ins of each other's tables.
 */
final class ClusterLayout {
    private static final double GAP = 4 * Measures.GRID;

    private final Diagram diagram;
    private final @Nullable Rectangle[] tables;
    private final @Nullable Route[] routes;

    private record Part(Placement placement, List<Integer> tables, List<Integer> links) {}

    private ClusterLayout(Diagram diagram) {
        this.diagram = diagram;
        tables = new Rectangle[diagram.tables().size()];
        routes = new Route[diagram.links().size()];
    }

    static Placement place(Diagram diagram) {
        return new ClusterLayout(diagram).place();
    }

    private Placement place() {
        List<Part> parts = new ArrayList<>();
        List<Arrangement.Block> blocks = new ArrayList<>();
        int[] blockOf = new int[tables.length];
        int[] numberInBlock = new int[tables.length];
        for (GroupBox group : diagram.groups()) {
            for (int number = 0; number < group.tables().size(); number++) {
                blockOf[group.tables().get(number)] = parts.size();
                numberInBlock[group.tables().get(number)] = number;
            }
            Part part = part(group);
            parts.add(part);
            blocks.add(new Arrangement.Block(List.of(form(group, part))));
        }
        Arrangement.Tiling tiling =
                Arrangement.of(blocks, pins(blockOf, numberInBlock), GAP).get(0);
        for (int block = 0; block < parts.size(); block++) {
            Part part = parts.get(block);
            Rectangle first = tiling.table(block, 0);
            double dx = first.x() - part.placement().tables().get(0).x();
            double dy = first.y() - part.placement().tables().get(0).y();
            for (int number = 0; number < part.tables().size(); number++) {
                tables[part.tables().get(number)] =
                        part.placement().tables().get(number).plus(dx, dy);
            }
            for (int number = 0; number < part.links().size(); number++) {
                List<Point> points = part.placement().routes().get(number).points();
                routes[part.links().get(number)] = new Route(
                        points.stream().map(point -> point.plus(dx, dy)).toList());
            }
        }
        List<@Nullable Rectangle> areas = new ArrayList<>(tiling.areas());
        return new Placement(all(tables), areas, all(routes), tiling.width(), tiling.height());
    }

    private static <T> List<T> all(@Nullable T[] items) {
        List<T> list = new ArrayList<>();
        for (T item : items) {
            list.add(Objects.requireNonNull(item, "in no cluster"));
        }
        return list;
    }

    private Part part(GroupBox group) {
        Map<Integer, Integer> numbers = new HashMap<>();
        group.tables().forEach(table -> numbers.put(table, numbers.size()));
        List<TableBox> boxes = group.tables().stream()
                .map(table -> diagram.tables().get(table).withGroup(null))
                .toList();
        List<Integer> inside = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (int number = 0; number < diagram.links().size(); number++) {
            Link link = diagram.links().get(number);
            Integer child = numbers.get(link.child());
            Integer parent = numbers.get(link.parent());
            if (child != null && parent != null) {
                inside.add(number);
                links.add(new Link(link.relationship(), child, link.childRow(), parent, link.parentRow()));
            }
        }
        Placement placement = DiagramLayout.placeQuickly(new Diagram(boxes, links, List.of(), List.of(), List.of()));
        return new Part(placement, group.tables(), inside);
    }

    private static Form form(GroupBox group, Part part) {
        double caption = TextWidths.of(group.name(), Measures.CAPTION_FONT, true) + 3 * Measures.SIDE;
        Placement placement = part.placement();
        double width = Math.max(caption, placement.width() + 2 * GroupLayout.SIDE);
        List<Rectangle> places = placement.tables().stream()
                .map(at -> at.plus(GroupLayout.SIDE, GroupLayout.TOP))
                .toList();
        Size size = new Size(Measures.onGrid(width), placement.height() + GroupLayout.TOP + GroupLayout.BOTTOM);
        return new Form(size, places);
    }

    /** From each stand-in to its table. */
    private List<Arrangement.Pin> pins(int[] blockOf, int[] numberInBlock) {
        Map<QualifiedName, Integer> homes = new HashMap<>();
        for (int table = 0; table < tables.length; table++) {
            if (diagram.tables().get(table).role() != Diagram.Role.STAND_IN) {
                homes.put(diagram.tables().get(table).table().name(), table);
            }
        }
        List<Arrangement.Pin> pins = new ArrayList<>();
        for (int table = 0; table < tables.length; table++) {
            Integer other = homes.get(diagram.tables().get(table).table().name());
            if (other != null && other != table) {
                pins.add(new Arrangement.Pin(
                        blockOf[table], numberInBlock[table], blockOf[other], numberInBlock[other]));
            }
        }
        return pins;
    }
}
