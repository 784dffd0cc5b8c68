package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Geometry.Placement;

final class DiagramLayout {
    private DiagramLayout() {}
    static Placement place(Diagram diagram) {
        return new ElkLayout(diagram).run();
    }
}
