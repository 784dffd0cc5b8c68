package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Placement;
import java.util.Collections;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeringStrategy;

/** Chooses how a diagram is laid out. */
final class DiagramLayout {
    private DiagramLayout() {}

    static Placement place(Diagram diagram) {
        if (diagram.tables().isEmpty()) {
            return new Placement(List.of(), Collections.nCopies(diagram.groups().size(), null), List.of(), 0, 0);
        }
        if (diagram.groups().isEmpty() || diagram.tables().size() > 150) {
            return ElkLayout.place(diagram, ElkLayout.Spacing.CLOSE, LayeringStrategy.NETWORK_SIMPLEX);
        }
        return GroupLayout.place(diagram);
    }
}
