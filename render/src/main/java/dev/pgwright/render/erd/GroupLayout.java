package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Places a diagram with groups: the tables of each group by {@link ElkLayout}, the groups as areas that tile the sheet
 * by {@link Arrangement}, then all lines by {@link GridRouter}. (The layered algorithm can nest, but would put groups
 * that refer to each other in a row one after the other: four times as wide as high for five groups.)
 */
final class GroupLayout {
    private static final ElkLayout.Spacing SPACING = new ElkLayout.Spacing(77, 28, 7, 35);
    private static final double SIDE = 35;
    private static final double TOP = 49;
    private static final double BOTTOM = 35;

    private final Diagram diagram;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] blockOf;
    private final Rectangle[] inBlock;

    /** A group, or the tables without one ({@code group} null). */
    private record Block(@Nullable Integer group, List<Integer> tables, Size size) {}

    private GroupLayout(Diagram diagram) {
        this.diagram = diagram;
        blockOf = new int[diagram.tables().size()];
        inBlock = new Rectangle[diagram.tables().size()];
    }

    static Placement place(Diagram diagram) {
        return new GroupLayout(diagram).place();
    }

    private Placement place() {
        for (int group = 0; group < diagram.groups().size(); group++) {
            addBlock(group, diagram.groups().get(group).tables());
        }
        List<Integer> alone = IntStream.range(0, diagram.tables().size())
                .filter(table -> diagram.tables().get(table).group() == null)
                .boxed()
                .toList();
        if (!alone.isEmpty()) {
            addBlock(null, alone);
        }
        List<Arrangement.Pin> pins = pins();
        double gap = Measures.GRID * Math.min(12, 4 + pins.size() / 8);
        Arrangement.Tiling tiling =
                Arrangement.of(blocks.stream().map(Block::size).toList(), pins, gap);
        Rectangle[] tables = new Rectangle[diagram.tables().size()];
        List<@Nullable Rectangle> areas = new ArrayList<>();
        for (int number = 0; number < blocks.size(); number++) {
            Block block = blocks.get(number);
            Rectangle area = tiling.blocks().get(number);
            placeTables(block, area, tiling.mirrored()[number], tables);
            if (block.group() != null) {
                areas.add(area);
            }
        }
        List<Rectangle> places = List.of(tables);
        List<Route> routes = routes(places, areas, tiling.width(), tiling.height());
        return normalised(places, areas, routes);
    }

    private void addBlock(@Nullable Integer group, List<Integer> tables) {
        Map<Integer, Integer> numbers = new HashMap<>();
        tables.forEach(table -> numbers.put(table, numbers.size()));
        List<Link> links = diagram.links().stream()
                .filter(link -> numbers.containsKey(link.child()) && numbers.containsKey(link.parent()))
                .map(link -> new Link(
                        link.relationship(),
                        Objects.requireNonNull(numbers.get(link.child())),
                        link.childRow(),
                        Objects.requireNonNull(numbers.get(link.parent())),
                        link.parentRow()))
                .toList();
        Diagram part = new Diagram(
                tables.stream().map(table -> diagram.tables().get(table)).toList(), links, List.of(), List.of());
        Placement placement = ElkLayout.place(part, SPACING, LayeringStrategy.NETWORK_SIMPLEX);
        double right = 0;
        double bottom = 0;
        for (int i = 0; i < tables.size(); i++) {
            Rectangle at = placement.tables().get(i);
            Rectangle placed = new Rectangle(
                    SIDE + snapped(at.x()), TOP + snapped(at.y()), at.width(), at.height());
            blockOf[tables.get(i)] = blocks.size();
            inBlock[tables.get(i)] = placed;
            right = Math.max(right, placed.right());
            bottom = Math.max(bottom, placed.bottom());
        }
        double caption = group == null
                ? 0
                : TextWidths.of(diagram.groups().get(group).name(), Measures.CAPTION_FONT, true) + 3 * Measures.SIDE;
        blocks.add(new Block(
                group, tables, new Size(Math.max(right + SIDE, Measures.onGrid(caption)), bottom + BOTTOM)));
    }

    private static double snapped(double length) {
        return Math.round(length / Measures.GRID) * Measures.GRID;
    }

    private List<Arrangement.Pin> pins() {
        return diagram.links().stream()
                .filter(link -> blockOf[link.child()] != blockOf[link.parent()])
                .map(link -> {
                    Rectangle child = inBlock[link.child()];
                    Rectangle parent = inBlock[link.parent()];
                    return new Arrangement.Pin(
                            blockOf[link.child()],
                            child.x() + child.width() / 2,
                            child.y() + child.height() / 2,
                            blockOf[link.parent()],
                            parent.x() + parent.width() / 2,
                            parent.y() + parent.height() / 2);
                })
                .toList();
    }

    private void placeTables(Block block, Rectangle area, boolean mirrored, Rectangle[] tables) {
        double dx = area.x() + snapped((area.width() - block.size().width()) / 2);
        double dy = area.y() + snapped((area.height() - block.size().height()) / 2);
        for (int table : block.tables()) {
            Rectangle at = inBlock[table];
            double x = mirrored ? block.size().width() - at.right() : at.x();
            tables[table] = new Rectangle(x + dx, at.y() + dy, at.width(), at.height());
        }
    }

    private List<Route> routes(
            List<Rectangle> tables, List<@Nullable Rectangle> areas, double width, double height) {
        RoutingGrid grid = new RoutingGrid(width, height);
        tables.forEach(grid::blockTable);
        for (int group = 0; group < areas.size(); group++) {
            Rectangle area = areas.get(group);
            if (area != null) {
                grid.blockBorder(area);
                double caption = TextWidths.of(diagram.groups().get(group).name(), Measures.CAPTION_FONT, true);
                grid.blockText(new Rectangle(area.x() + Measures.SIDE, area.y() + 7, caption, 16));
            }
        }
        Ends ends = new Ends(diagram);
        Map<List<Object>, Integer> nets = new HashMap<>();
        List<GridRouter.Wire> wires = new ArrayList<>();
        for (int number = 0; number < diagram.links().size(); number++) {
            Link link = diagram.links().get(number);
            Rectangle child = tables.get(link.child());
            Rectangle parent = tables.get(link.parent());
            List<Object> place = List.of(
                    link.parent(), ends.parentY(number), link.relationship().parentEnd());
            int net = nets.computeIfAbsent(place, key -> nets.size());
            wires.add(new GridRouter.Wire(
                    net, child, child.y() + ends.childY(number), parent, parent.y() + ends.parentY(number)));
        }
        return GridRouter.route(grid, wires);
    }

    /** Moves everything so that it begins at 0, as lines may run outside of all areas. */
    private static Placement normalised(
            List<Rectangle> tables, List<@Nullable Rectangle> areas, List<Route> routes) {
        Rectangle all = tables.get(0);
        for (Rectangle table : tables) {
            all = all.union(table);
        }
        for (Rectangle area : areas) {
            all = area == null ? all : all.union(area);
        }
        for (Route route : routes) {
            for (Geometry.Point point : route.points()) {
                all = all.union(new Rectangle(point.x(), point.y(), 0, 0));
            }
        }
        double dx = -all.x();
        double dy = -all.y();
        List<@Nullable Rectangle> movedAreas = new ArrayList<>();
        areas.forEach(area -> movedAreas.add(area == null ? null : area.plus(dx, dy)));
        return new Placement(
                tables.stream().map(table -> table.plus(dx, dy)).toList(),
                movedAreas,
                routes.stream()
                        .map(route -> new Route(route.points().stream()
                                .map(point -> point.plus(dx, dy))
                                .toList()))
                        .toList(),
                all.width(),
                all.height());
    }
}
