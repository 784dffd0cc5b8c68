package dev.pgwright.render.erd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds tables that refer to each other more than to others: beginning with each alone, the two communities are joined
 * whose joining raises the modularity most (Clauset, Newman and Moore 2004), as long as they stay small enough to be
 * looked at.
 */
final class Communities {
    private final int most;
    private final double total;
    /** By community; null for one that was joined to another. */
    private final List<List<Integer>> members = new ArrayList<>();

    private final List<SortedMap<Integer, Double>> weights = new ArrayList<>();
    private final double[] degrees;

    /** The number of references between two tables. */
    record Edge(int one, int two) {}

    private Communities(int count, List<Edge> edges, int most) {
        this.most = most;
        total = edges.size();
        degrees = new double[count];
        for (int table = 0; table < count; table++) {
            members.add(new ArrayList<>(List.of(table)));
            weights.add(new TreeMap<>());
        }
        for (Edge edge : edges) {
            if (edge.one() != edge.two()) {
                weights.get(edge.one()).merge(edge.two(), 1.0, Double::sum);
                weights.get(edge.two()).merge(edge.one(), 1.0, Double::sum);
                degrees[edge.one()]++;
                degrees[edge.two()]++;
            }
        }
    }

    /**
     * The communities, each in order of its tables, in order of their first tables; a table that refers to none and is
     * referred to by none is alone.
     *
     * @param most how many tables one may have
     */
    static List<List<Integer>> of(int count, List<Edge> edges, int most) {
        Communities communities = new Communities(count, edges, most);
        // first what belongs together, then the rest of what is connected, so that few are left with one or two
        while (communities.join(true)) {}
        while (communities.join(false)) {}
        return communities.members.stream()
                .filter(list -> !list.isEmpty())
                .map(list -> list.stream().sorted().toList())
                .sorted(Comparator.comparing(list -> list.get(0)))
                .toList();
    }

    /** Joins the best pair; without {@code gaining} only where one of both is very small. */
    private boolean join(boolean gaining) {
        int one = -1;
        int two = -1;
        double best = gaining ? 0 : Double.NEGATIVE_INFINITY;
        for (int first = 0; first < members.size(); first++) {
            for (var other : weights.get(first).tailMap(first + 1).entrySet()) {
                int size =
                        members.get(first).size() + members.get(other.getKey()).size();
                int smaller = Math.min(
                        members.get(first).size(), members.get(other.getKey()).size());
                if (size > most || !gaining && smaller > 3) {
                    continue;
                }
                double gain = other.getValue() / total - degrees[first] * degrees[other.getKey()] / (2 * total * total);
                if (gain > best) {
                    best = gain;
                    one = first;
                    two = other.getKey();
                }
            }
        }
        if (one < 0) {
            return false;
        }
        members.get(one).addAll(members.get(two));
        members.get(two).clear();
        degrees[one] += degrees[two];
        for (var other : weights.get(two).entrySet()) {
            int third = other.getKey();
            weights.get(third).remove(two);
            if (third != one) {
                weights.get(one).merge(third, other.getValue(), Double::sum);
                weights.get(third).merge(one, other.getValue(), Double::sum);
            }
        }
        weights.get(one).remove(two);
        weights.get(two).clear();
        return true;
    }
}
