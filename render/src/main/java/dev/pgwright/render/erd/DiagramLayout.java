package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Placement;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;

/**
 * Chooses how a diagram is laid out: as one flow, with groups as areas, or, where there are many tables, in clusters.
 */
final class DiagramLayout {
    private static final int FEW = 5;
    /** Beyond these shapes of the flow, as when many tables refer to one, the tables are dealt into columns. */
    private static final double NARROWEST = 0.6;

    private static final double WIDEST = 3;

    private DiagramLayout() {}

    static Placement place(Diagram diagram) {
        if (diagram.tables().isEmpty()) {
            return new Placement(List.of(), Collections.nCopies(diagram.groups().size(), null), List.of(), 0, 0);
        }
        if (diagram.tables().size() > DiagramBuilder.MOST_IN_ONE) {
            return ClusterLayout.place(diagram);
        }
        if (!diagram.groups().isEmpty()) {
            return GroupLayout.place(diagram);
        }
        return inFlow(diagram, GroupLayout::place);
    }

    /** Tables without groups as one of many areas of a sheet. */
    static Placement placeQuickly(Diagram diagram) {
        return inFlow(diagram, GroupLayout::placeQuickly);
    }

    private static Placement inFlow(Diagram diagram, Function<Diagram, Placement> inColumns) {
        Placement flow = ElkLayout.place(diagram, ElkLayout.Spacing.CLOSE, LayeringStrategy.NETWORK_SIMPLEX);
        double shape = flow.width() / flow.height();
        boolean unpleasant = shape < NARROWEST || shape > WIDEST;
        return unpleasant && diagram.tables().size() > FEW ? inColumns.apply(diagram) : flow;
    }
}
