package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The statements that make a catalog, in the order in which they are to run. */
final class DdlPlan {
    static final String NO_BODY_CHECK = "SET check_function_bodies = false";
    static final String BODY_CHECK_AGAIN = "RESET check_function_bodies";

    private final boolean unvalidatedBodies;
    private final List<Part> parts = new ArrayList<>();
    private final Set<Node> done = new HashSet<>();
    private final Set<Node> underWay = new LinkedHashSet<>();

    /** The statements of a section; with them those of other sections that they need. */
    record Part(Section section, List<Statement> statements) {}

    private DdlPlan(DdlGraph graph) {
        this.unvalidatedBodies = graph.unvalidatedBodies();
        for (Section section : Section.values()) {
            List<Statement> statements = new ArrayList<>();
            for (Node node : graph.nodes()) {
                if (node.section() == section) {
                    visit(node, statements);
                }
            }
            if (!statements.isEmpty()) {
                parts.add(new Part(section, statements));
            }
        }
    }

    static DdlPlan of(Catalog catalog) {
        return new DdlPlan(DdlGraph.of(catalog));
    }

    List<Part> parts() {
        return parts;
    }

    /** Whether a routine may be made before what its body names. */
    boolean unvalidatedBodies() {
        return unvalidatedBodies;
    }

    private void visit(Node node, List<Statement> statements) {
        if (done.contains(node)) {
            return;
        }
        underWay.add(node);
        node.needs().forEach(need -> visit(need, statements));
        underWay.remove(node);
        done.add(node);
        statements.addAll(node.statements());
        for (Node follower : node.followers()) {
            if (!underWay.contains(follower) && !follower.waitsFor(underWay)) {
                visit(follower, statements);
            }
        }
    }
}
