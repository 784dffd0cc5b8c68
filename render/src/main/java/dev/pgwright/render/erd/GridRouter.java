package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leads lines between tables whose places are fixed, at right angles on a grid of {@link Measures#GRID}: the shortest
 * way (A*) where bends, crossings and running beside others cost extra. Lines that end in the same place run together.
 * Once all are placed each is taken up and led again, as it now knows the others.
 */
final class GridRouter {
    private static final int PASSES = 3;
    private static final int PASSES_FOR_MANY = 2;
    private static final int MANY = 80;

    private final RoutingGrid grid;
    private final List<Wire> wires;
    private final List<int[]> paths = new ArrayList<>();

    /**
     * A line to lead.
     *
     * @param net lines with the same number may run together
     * @param childY absolute, as is {@code parentY}
     */
    record Wire(int net, Rectangle child, double childY, Rectangle parent, double parentY) {
        double length() {
            double dx = Math.max(0, Math.max(child.x() - parent.right(), parent.x() - child.right()));
            return dx + Math.abs(childY - parentY);
        }
    }

    private GridRouter(RoutingGrid grid, List<Wire> wires) {
        this.grid = grid;
        this.wires = wires;
    }

    /**
     * The lines led.
     *
     * @param routes from the children to the parents, in the order of the wires
     * @param cost their length in pixels, with what bends and crossings are worth
     */
    record Routing(List<Route> routes, double cost) {}

    static Routing route(RoutingGrid grid, List<Wire> wires) {
        return new GridRouter(grid, wires).route();
    }

    private Routing route() {
        List<Integer> shortFirst = IntStream.range(0, wires.size())
                .boxed()
                .sorted(Comparator.comparingDouble(number -> wires.get(number).length()))
                .toList();
        wires.forEach(wire -> {
            paths.add(new int[0]);
            grid.reserve(wire.child(), wire.childY());
            grid.reserve(wire.parent(), wire.parentY());
        });
        PathSearch search = new PathSearch(grid);
        double cost = 0;
        int passes = wires.size() > MANY ? PASSES_FOR_MANY : PASSES;
        for (int pass = 0; pass < passes; pass++) {
            cost = 0;
            for (int number : shortFirst) {
                Wire wire = wires.get(number);
                grid.occupy(paths.get(number), wire.net(), -1);
                int[] path = search.find(
                        wire.net(),
                        List.of(
                                grid.stub(wire.child(), wire.childY(), true),
                                grid.stub(wire.child(), wire.childY(), false)),
                        List.of(
                                grid.stub(wire.parent(), wire.parentY(), true),
                                grid.stub(wire.parent(), wire.parentY(), false)));
                paths.set(number, path);
                cost += search.cost();
                grid.occupy(path, wire.net(), 1);
            }
        }
        List<Route> routes = new ArrayList<>();
        for (int number = 0; number < wires.size(); number++) {
            routes.add(toRoute(wires.get(number), paths.get(number)));
        }
        return new Routing(routes, cost);
    }

    private Route toRoute(Wire wire, int[] path) {
        List<Point> points = new ArrayList<>();
        points.add(atBox(wire.child(), grid.point(path[0])));
        Arrays.stream(path).mapToObj(grid::point).forEach(points::add);
        points.add(atBox(wire.parent(), grid.point(path[path.length - 1])));
        List<Point> bends = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            boolean end = i == 0 || i == points.size() - 1;
            if (end || !straight(points.get(i - 1), points.get(i), points.get(i + 1))) {
                bends.add(points.get(i));
            }
        }
        return new Route(bends);
    }

    private static Point atBox(Rectangle box, Point stub) {
        return new Point(stub.x() > box.x() ? box.right() : box.x(), stub.y());
    }

    private static boolean straight(Point one, Point two, Point three) {
        return one.x() == two.x() && two.x() == three.x() || one.y() == two.y() && two.y() == three.y();
    }
}
