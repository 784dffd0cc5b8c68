package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Placement;
import java.util.Collections;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;

/**
 * Chooses how a diagram is laid out: with groups as areas, or all tables in one flow where there are no groups or so
 * many tables that leading each line on a grid would take more than a few seconds.
 */
final class DiagramLayout {
    private static final int MOST_IN_AREAS = 150;
    private static final int FEW = 5;
    /** Beyond these shapes of the flow, as when many tables refer to one, the tables are dealt into columns. */
    private static final double NARROWEST = 0.6;

    private static final double WIDEST = 3;

    private DiagramLayout() {}

    static Placement place(Diagram diagram) {
        if (diagram.tables().isEmpty()) {
            return new Placement(List.of(), Collections.nCopies(diagram.groups().size(), null), List.of(), 0, 0);
        }
        boolean onGrid = diagram.tables().size() <= MOST_IN_AREAS;
        if (onGrid && !diagram.groups().isEmpty()) {
            return GroupLayout.place(diagram);
        }
        Placement flow = ElkLayout.place(diagram, ElkLayout.Spacing.CLOSE, LayeringStrategy.NETWORK_SIMPLEX);
        double shape = flow.width() / flow.height();
        boolean unpleasant = shape < NARROWEST || shape > WIDEST;
        return onGrid && unpleasant && diagram.tables().size() > FEW ? GroupLayout.place(diagram) : flow;
    }
}
