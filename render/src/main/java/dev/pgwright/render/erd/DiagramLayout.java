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

    private DiagramLayout() {}

    static Placement place(Diagram diagram) {
        if (diagram.tables().isEmpty()) {
            return new Placement(List.of(), Collections.nCopies(diagram.groups().size(), null), List.of(), 0, 0);
        }
        if (diagram.groups().isEmpty() || diagram.tables().size() > MOST_IN_AREAS) {
            return ElkLayout.place(diagram, ElkLayout.Spacing.CLOSE, LayeringStrategy.NETWORK_SIMPLEX);
        }
        return GroupLayout.place(diagram);
    }
}
