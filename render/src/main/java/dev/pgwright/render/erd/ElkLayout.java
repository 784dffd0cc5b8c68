package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Link;
import dev.pgwright.render.erd.Diagram.TableBox;
import dev.pgwright.render.erd.Geometry.Placement;
import dev.pgwright.render.erd.Geometry.Point;
import dev.pgwright.render.erd.Geometry.Rectangle;
import dev.pgwright.render.erd.Geometry.Route;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.PortConstraints;
import org.eclipse.elk.core.options.PortSide;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.ElkPort;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places the tables of a diagram, without regard to groups, and routes its links, by the Eclipse Layout Kernel's
 * layered algorithm. Parents stand left of their children; where references form a circle, the order that turns the
 * fewest of them round. Every link is given to the algorithm from left to right with ports on the sides that face each
 * other, so it never has to lead a line around a table.
 */
final class ElkLayout {
    /** How closely to place. */
    record Spacing(double betweenLayers, double edgeToTable, double betweenEdges, double betweenTables) {
        static final Spacing CLOSE = new Spacing(56, 28, 9, 26);
    }

    private static final double ASPECT_RATIO = 1.6;
    private static final int SEED = 1;
    /** Above this number of tables the better placement takes too long (6 s of CPU time for 500 tables). */
    private static final int MANY = 200;

    static {
        // fills ELK's registry of property types, which a program outside of Eclipse has to do itself
        LayoutMetaDataService.getInstance().registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    }

    private final Diagram diagram;
    private final Ends ends;
    private final int[] order;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final List<ElkNode> nodes = new ArrayList<>();
    private final Map<PortKey, ElkPort> ports = new HashMap<>();

    private record PortKey(int table, PortSide side, double y) {}

    private ElkLayout(Diagram diagram) {
        this.diagram = diagram;
        ends = new Ends(diagram);
        order = order(diagram);
    }

    static Placement place(Diagram diagram, Spacing spacing, LayeringStrategy layering) {
        return new ElkLayout(diagram).place(spacing, layering);
    }

    private static int[] order(Diagram diagram) {
        int[][] wishes = new int[diagram.tables().size()][diagram.tables().size()];
        for (Link link : diagram.links()) {
            if (link.parent() != link.child()) {
                wishes[link.parent()][link.child()]++;
            }
        }
        return LeftToRight.positions(wishes);
    }

    private Placement place(Spacing spacing, LayeringStrategy layering) {
        configure(spacing, layering);
        for (TableBox box : diagram.tables()) {
            ElkNode node = ElkGraphUtil.createNode(root);
            node.setDimensions(box.size().width(), box.size().height());
            node.setProperty(CoreOptions.PORT_CONSTRAINTS, PortConstraints.FIXED_POS);
            nodes.add(node);
        }
        List<ElkEdge> edges = new ArrayList<>();
        for (int number = 0; number < diagram.links().size(); number++) {
            edges.add(edge(number));
        }
        new LayeredLayoutProvider().layout(root, new BasicProgressMonitor());
        List<Rectangle> tables = nodes.stream()
                .map(node -> new Rectangle(node.getX(), node.getY(), node.getWidth(), node.getHeight()))
                .toList();
        List<Route> routes = new ArrayList<>();
        for (int number = 0; number < edges.size(); number++) {
            routes.add(route(diagram.links().get(number), edges.get(number)));
        }
        return new Placement(
                tables, Collections.nCopies(diagram.groups().size(), null), routes, root.getWidth(), root.getHeight());
    }

    private void configure(Spacing spacing, LayeringStrategy layering) {
        root.setProperty(CoreOptions.DIRECTION, Direction.RIGHT);
        root.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
        root.setProperty(CoreOptions.RANDOM_SEED, SEED);
        root.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(0));
        root.setProperty(CoreOptions.SPACING_NODE_NODE, spacing.betweenTables());
        root.setProperty(CoreOptions.SPACING_EDGE_NODE, 14.0);
        root.setProperty(CoreOptions.SPACING_EDGE_EDGE, 10.0);
        root.setProperty(CoreOptions.SPACING_COMPONENT_COMPONENT, spacing.betweenTables() + 14);
        root.setProperty(CoreOptions.SPACING_NODE_SELF_LOOP, Measures.STUB);
        root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, spacing.betweenLayers());
        root.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, spacing.edgeToTable());
        root.setProperty(LayeredOptions.SPACING_EDGE_EDGE_BETWEEN_LAYERS, spacing.betweenEdges());
        root.setProperty(LayeredOptions.LAYERING_STRATEGY, layering);
        root.setProperty(
                LayeredOptions.NODE_PLACEMENT_STRATEGY,
                diagram.tables().size() > MANY
                        ? NodePlacementStrategy.BRANDES_KOEPF
                        : NodePlacementStrategy.NETWORK_SIMPLEX);
    }

    private boolean isParentLeft(Link link) {
        return order[link.parent()] < order[link.child()];
    }

    private ElkEdge edge(int number) {
        Link link = diagram.links().get(number);
        boolean self = link.parent() == link.child();
        boolean parentLeft = isParentLeft(link);
        ElkPort parent = port(link.parent(), self || parentLeft ? PortSide.EAST : PortSide.WEST, ends.parentY(number));
        ElkPort child = port(link.child(), self || !parentLeft ? PortSide.EAST : PortSide.WEST, ends.childY(number));
        return parentLeft ? ElkGraphUtil.createSimpleEdge(parent, child) : ElkGraphUtil.createSimpleEdge(child, parent);
    }

    private ElkPort port(int table, PortSide side, double y) {
        return ports.computeIfAbsent(new PortKey(table, side, y), key -> {
            ElkPort port = ElkGraphUtil.createPort(nodes.get(table));
            port.setDimensions(0, 0);
            port.setLocation(side == PortSide.EAST ? nodes.get(table).getWidth() : 0, y);
            port.setProperty(CoreOptions.PORT_SIDE, side);
            port.setProperty(CoreOptions.PORT_BORDER_OFFSET, 0.0);
            return port;
        });
    }

    private Route route(Link link, ElkEdge edge) {
        ElkEdgeSection section = edge.getSections().get(0);
        List<Point> points = new ArrayList<>();
        points.add(new Point(section.getStartX(), section.getStartY()));
        for (ElkBendPoint bend : section.getBendPoints()) {
            points.add(new Point(bend.getX(), bend.getY()));
        }
        points.add(new Point(section.getEndX(), section.getEndY()));
        if (isParentLeft(link)) {
            Collections.reverse(points);
        }
        return new Route(points);
    }
}
