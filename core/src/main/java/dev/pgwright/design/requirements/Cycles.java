package dev.pgwright.design.requirements;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds rings of relationships that no first row can enter. */
final class Cycles {
    private final Problems problems;
    private final Model model;

    Cycles(Problems problems, Model model) {
        this.problems = problems;
        this.model = model;
    }

    /** From an entity to one that each of its rows needs; the relationship is null for tenancy. */
    private record Edge(
            String child, String parent, @Nullable Relationship relationship) {}

    void check() {
        Set<Set<String>> reported = new HashSet<>();
        Map<String, List<Edge>> owners = edges(Relationship::owned, false);
        for (List<Edge> ring : rings(owners)) {
            reported.add(members(ring));
            report(
                    ring,
                    "cyclic ownership: ",
                    " is owned by ",
                    "A whole cannot be part of its own part: remove 'owned' at one of them");
        }
        for (List<Edge> ring : rings(multiplied())) {
            long product = 1;
            for (Edge edge : ring) {
                product *= edge.relationship() == null ? 1 : edge.relationship().least();
            }
            if (product > 1) {
                report(
                        ring,
                        "no number of rows is enough: ",
                        " is there several times for each ",
                        "Remove 'least' at one of these relationships");
            }
        }
        Map<String, List<Edge>> needs = edges(Relationship::required, true);
        for (List<Edge> ring : rings(needs)) {
            if (reported.add(members(ring))) {
                report(ring, "no first row can be inserted: ", " needs ", "Make one of these relationships optional");
            }
        }
    }

    private Map<String, List<Edge>> edges(Predicate<Relationship> wanted, boolean withTenancy) {
        Map<String, List<Edge>> edges = new LinkedHashMap<>();
        for (Relationship relationship : model.relationships()) {
            if (relationship.kind() != Relationship.Kind.MANY_TO_MANY && wanted.test(relationship)) {
                edges.computeIfAbsent(relationship.to(), any -> new ArrayList<>())
                        .add(new Edge(relationship.to(), relationship.from(), relationship));
            }
        }
        String tenant = model.tenant();
        if (withTenancy && tenant != null) {
            for (Entity entity : model.entities()) {
                if (model.belongsToTenant(entity.name())) {
                    edges.computeIfAbsent(entity.name(), any -> new ArrayList<>())
                            .add(new Edge(entity.name(), tenant, null));
                }
            }
        }
        return edges;
    }

    /** From an entity to one of which each row has some of it. */
    private Map<String, List<Edge>> multiplied() {
        Map<String, List<Edge>> edges = new LinkedHashMap<>();
        for (Relationship relationship : model.relationships()) {
            if (relationship.least() > 0) {
                edges.computeIfAbsent(relationship.to(), any -> new ArrayList<>())
                        .add(new Edge(relationship.to(), relationship.from(), relationship));
            }
        }
        return edges;
    }

    /** The shortest ring through each edge, each ring once. */
    private static List<List<Edge>> rings(Map<String, List<Edge>> edges) {
        List<List<Edge>> rings = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (List<Edge> from : List.copyOf(edges.values())) {
            for (Edge edge : from) {
                if (done.contains(edge.child())) {
                    continue;
                }
                List<Edge> back = way(edges, edge.parent(), edge.child());
                if (back != null) {
                    List<Edge> ring = new ArrayList<>();
                    ring.add(edge);
                    ring.addAll(back);
                    rings.add(ring);
                    done.addAll(members(ring));
                }
            }
        }
        return rings;
    }

    private static @Nullable List<Edge> way(Map<String, List<Edge>> edges, String start, String goal) {
        Map<String, Edge> reachedBy = new HashMap<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(start);
        Set<String> seen = new HashSet<>(Set.of(start));
        while (!open.isEmpty() && !seen.contains(goal)) {
            for (Edge edge : edges.getOrDefault(open.remove(), List.of())) {
                if (seen.add(edge.parent())) {
                    reachedBy.put(edge.parent(), edge);
                    open.add(edge.parent());
                }
            }
        }
        if (!seen.contains(goal)) {
            return null;
        }
        Deque<Edge> way = new ArrayDeque<>();
        for (String at = goal; !at.equals(start); ) {
            Edge edge = reachedBy.get(at);
            if (edge == null) {
                throw new IllegalStateException("no way back from " + at);
            }
            way.addFirst(edge);
            at = edge.child();
        }
        return List.copyOf(way);
    }

    private static Set<String> members(List<Edge> ring) {
        Set<String> members = new HashSet<>();
        ring.forEach(edge -> members.add(edge.child()));
        return members;
    }

    private void report(List<Edge> ring, String intro, String verb, String hint) {
        List<String> parts = new ArrayList<>();
        Relationship first = null;
        for (Edge edge : ring) {
            parts.add("'" + edge.child() + "'" + verb + "'" + edge.parent() + "'"
                    + (edge.relationship() == null ? " (tenancy)" : ""));
            if (first == null
                    || (edge.relationship() != null
                            && edge.relationship().place().compareTo(first.place()) < 0)) {
                first = edge.relationship();
            }
        }
        if (first == null) {
            throw new IllegalStateException("tenancy alone makes no ring");
        }
        problems.add(model.node(first), intro + String.join(", ", parts), hint);
    }
}
