package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Arrangement.Form;
import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Diagram.TableBox;
import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int MOST_COLUMNS = 6;
    /** The best few tilings are compared with their lines led, fewer when there are many tables. */
    private static final int TABLES_ROUTED = 150;

    static final double SIDE = 35;
    static final double TOP = 49;
    static final double BOTTOM = 35;

    private final Diagram diagram;
    private final List<Block> blocks = new ArrayList<>();
    private final int[] blockOf;
    private final int[] numberInBlock;

    /** A group, or the tables without one ({@code group} null). */
    private record Block(@Nullable Integer group, List<Integer> tables, List<Form> forms) {}

    private GroupLayout(Diagram diagram) {
        this.diagram = diagram;
        blockOf = new int[diagram.tables().size()];
        numberInBlock = new int[diagram.tables().size()];
    }

    static Placement place(Diagram diagram) {
        return new GroupLayout(diagram)
                .place(Math.max(1, TABLES_ROUTED / diagram.tables().size()));
    }

    /** As one of many areas: a good way, found quickly. */
    static Placement placeQuickly(Diagram diagram) {
        return new GroupLayout(diagram).place(1);
    }

    private Placement place(int most) {
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
        List<Arrangement.Pin> pins = diagram.links().stream()
                .filter(link -> link.child() != link.parent())
                .map(link -> new Arrangement.Pin(
                        blockOf[link.child()],
                        numberInBlock[link.child()],
                        blockOf[link.parent()],
                        numberInBlock[link.parent()]))
                .toList();
        long between =
                pins.stream().filter(pin -> pin.block() != pin.otherBlock()).count();
        double gap = Measures.GRID * Math.min(12, 4 + between / 8);
        List<Arrangement.Tiling> tilings = Arrangement.of(
                blocks.stream()
                        .map(block -> new Arrangement.Block(block.forms()))
                        .toList(),
                pins,
                gap);
        int tries = Math.min(tilings.size(), most);
        double least = Double.POSITIVE_INFINITY;
        Placement best = null;
        for (Arrangement.Tiling tiling : tilings.subList(0, tries)) {
            List<Rectangle> tables = IntStream.range(0, diagram.tables().size())
                    .mapToObj(table -> tiling.table(blockOf[table], numberInBlock[table]))
                    .toList();
            List<@Nullable Rectangle> areas =
                    new ArrayList<>(tiling.areas().subList(0, diagram.groups().size()));
            GridRouter.Routing routing = route(tables, areas, tiling.width(), tiling.height());
            double cost = tiling.costWith(routing.cost());
            if (cost < least) {
                least = cost;
                best = normalised(tables, areas, routing.routes());
            }
        }
        return Objects.requireNonNull(best);
    }

    private void addBlock(@Nullable Integer group, List<Integer> tables) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int table : tables) {
            blockOf[table] = blocks.size();
            numberInBlock[table] = numbers.size();
            numbers.put(table, numbers.size());
        }
        List<Link> links = diagram.links().stream()
                .filter(link -> numbers.containsKey(link.child()) && numbers.containsKey(link.parent()))
                .map(link -> new Link(
                        link.relationship(),
                        Objects.requireNonNull(numbers.get(link.child())),
                        link.childRow(),
                        Objects.requireNonNull(numbers.get(link.parent())),
                        link.parentRow()))
                .toList();
        List<TableBox> boxes =
                tables.stream().map(table -> diagram.tables().get(table)).toList();
        Diagram part = new Diagram(boxes, links, List.of(), List.of(), List.of());
        Placement placement = ElkLayout.place(part, SPACING, LayeringStrategy.NETWORK_SIMPLEX);
        double caption = group == null
                ? 0
                : TextWidths.of(diagram.groups().get(group).name(), Measures.CAPTION_FONT, true) + 3 * Measures.SIDE;
        List<List<Rectangle>> ways = new ArrayList<>();
        ways.add(placement.tables());
        for (int columns = 1; columns <= Math.min(MOST_COLUMNS, tables.size()); columns++) {
            ways.add(inColumns(placement.tables(), columns));
        }
        List<Form> forms = new ArrayList<>();
        for (List<Rectangle> way : ways) {
            Form form = form(way, caption);
            forms.add(form);
            forms.add(form.mirrored());
        }
        blocks.add(new Block(group, tables, forms));
    }

    private static Form form(List<Rectangle> places, double leastWidth) {
        List<Rectangle> tables = places.stream()
                .map(at -> new Rectangle(
                        SIDE + Measures.snapped(at.x()), TOP + Measures.snapped(at.y()), at.width(), at.height()))
                .toList();
        double right = leastWidth - SIDE;
        double bottom = 0;
        for (Rectangle table : tables) {
            right = Math.max(right, table.right());
            bottom = Math.max(bottom, table.bottom());
        }
        return new Form(new Size(Measures.onGrid(right + SIDE), bottom + BOTTOM), tables);
    }

    /** The same tables, in the order of the layers they have been given, in so many columns of about equal height. */
    private static List<Rectangle> inColumns(List<Rectangle> layered, int columns) {
        List<Integer> order = IntStream.range(0, layered.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(
                                number -> layered.get(number).x())
                        .thenComparing(number -> layered.get(number).y()))
                .toList();
        double total = layered.stream()
                .mapToDouble(at -> at.height() + SPACING.betweenTables())
                .sum();
        Rectangle[] places = new Rectangle[layered.size()];
        double x = 0;
        double y = 0;
        double width = 0;
        double done = 0;
        int column = 0;
        for (int number : order) {
            Rectangle at = layered.get(number);
            double height = at.height() + SPACING.betweenTables();
            if (y > 0 && column < columns - 1 && done + height / 2 > total * (column + 1) / columns) {
                column++;
                x += width + SPACING.betweenLayers();
                y = 0;
                width = 0;
            }
            places[number] = new Rectangle(x, y, at.width(), at.height());
            y += height;
            done += height;
            width = Math.max(width, at.width());
        }
        return List.of(places);
    }

    private GridRouter.Routing route(
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
    private static Placement normalised(List<Rectangle> tables, List<@Nullable Rectangle> areas, List<Route> routes) {
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
