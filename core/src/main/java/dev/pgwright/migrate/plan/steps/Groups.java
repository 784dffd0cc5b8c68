package dev.pgwright.migrate.plan.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** Puts nodes in order, group by group; groups that wait for each other become one. */
final class Groups {
    private final Function<ActionNode, String> key;

    private Groups(Function<ActionNode, String> key) {
        this.key = key;
    }

    static List<List<ActionNode>> inOrder(Collection<List<ActionNode>> groups, Function<ActionNode, String> key) {
        return new Groups(key).run(groups);
    }

    private List<List<ActionNode>> run(Collection<List<ActionNode>> given) {
        List<List<ActionNode>> merged = merged(given);
        Map<ActionNode, List<ActionNode>> groupOf = new HashMap<>();
        merged.forEach(group -> group.forEach(node -> groupOf.put(node, group)));
        Map<List<ActionNode>, Set<List<ActionNode>>> before = new HashMap<>();
        Map<List<ActionNode>, String> keys = new HashMap<>();
        for (List<ActionNode> group : merged) {
            Set<List<ActionNode>> firsts = new HashSet<>();
            for (ActionNode node : group) {
                for (ActionNode first : node.before) {
                    List<ActionNode> other = groupOf.get(first.doneBy);
                    if (other != null && other != group) {
                        firsts.add(other);
                    }
                }
            }
            before.put(group, firsts);
            keys.put(group, group.stream().map(key).min(String::compareTo).orElse(""));
        }
        List<List<ActionNode>> order = new ArrayList<>();
        for (List<ActionNode> group : sorted(merged, before, keys)) {
            order.add(within(group));
        }
        return order;
    }

    private List<ActionNode> within(List<ActionNode> group) {
        Map<ActionNode, Set<ActionNode>> before = new HashMap<>();
        Map<ActionNode, String> keys = new HashMap<>();
        for (ActionNode node : group) {
            Set<ActionNode> firsts = new HashSet<>();
            node.before.forEach(first -> {
                if (first.doneBy != node && group.contains(first.doneBy)) {
                    firsts.add(first.doneBy);
                }
            });
            before.put(node, firsts);
            keys.put(node, key.apply(node));
        }
        return sorted(group, before, keys);
    }

    private static <T> List<T> sorted(List<T> items, Map<T, Set<T>> before, Map<T, String> keys) {
        Map<T, Integer> waiting = new HashMap<>();
        Map<T, List<T>> followers = new HashMap<>();
        PriorityQueue<T> ready = new PriorityQueue<>(
                (left, right) -> keys.getOrDefault(left, "").compareTo(keys.getOrDefault(right, "")));
        for (T item : items) {
            Set<T> firsts = before.getOrDefault(item, Set.of());
            waiting.put(item, firsts.size());
            firsts.forEach(first -> followers
                    .computeIfAbsent(first, unused -> new ArrayList<>())
                    .add(item));
            if (firsts.isEmpty()) {
                ready.add(item);
            }
        }
        List<T> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            T next = ready.poll();
            order.add(next);
            for (T follower : followers.getOrDefault(next, List.of())) {
                if (waiting.merge(follower, -1, Integer::sum) == 0) {
                    ready.add(follower);
                }
            }
        }
        if (order.size() != items.size()) {
            throw new IllegalStateException("steps wait for each other");
        }
        return order;
    }

    /** Groups that wait for each other, as one (Tarjan's components, by two passes). */
    private static List<List<ActionNode>> merged(Collection<List<ActionNode>> groups) {
        Map<ActionNode, Integer> numbers = new HashMap<>();
        List<List<ActionNode>> list = new ArrayList<>(groups);
        for (int i = 0; i < list.size(); i++) {
            for (ActionNode node : list.get(i)) {
                numbers.put(node, i);
            }
        }
        List<Set<Integer>> firsts = new ArrayList<>();
        List<Set<Integer>> seconds = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            firsts.add(new LinkedHashSet<>());
            seconds.add(new LinkedHashSet<>());
        }
        for (int i = 0; i < list.size(); i++) {
            for (ActionNode node : list.get(i)) {
                for (ActionNode first : node.before) {
                    Integer other = numbers.get(first.doneBy);
                    if (other != null && other != i) {
                        firsts.get(i).add(other);
                        seconds.get(other).add(i);
                    }
                }
            }
        }
        List<Integer> finished = new ArrayList<>();
        boolean[] seen = new boolean[list.size()];
        for (int i = 0; i < list.size(); i++) {
            if (!seen[i]) {
                finish(i, firsts, seen, finished);
            }
        }
        Map<Integer, List<ActionNode>> components = new LinkedHashMap<>();
        boolean[] taken = new boolean[list.size()];
        for (int i = finished.size() - 1; i >= 0; i--) {
            int root = finished.get(i);
            if (taken[root]) {
                continue;
            }
            List<ActionNode> component = new ArrayList<>();
            Deque<Integer> open = new ArrayDeque<>(List.of(root));
            taken[root] = true;
            while (!open.isEmpty()) {
                int next = open.pop();
                component.addAll(list.get(next));
                for (int other : seconds.get(next)) {
                    if (!taken[other]) {
                        taken[other] = true;
                        open.push(other);
                    }
                }
            }
            components.put(root, component);
        }
        return new ArrayList<>(components.values());
    }

    private static void finish(int start, List<Set<Integer>> edges, boolean[] seen, List<Integer> finished) {
        Deque<Integer> path = new ArrayDeque<>(List.of(start));
        Deque<Iterator<Integer>> iterators =
                new ArrayDeque<>(List.of(edges.get(start).iterator()));
        seen[start] = true;
        while (!path.isEmpty()) {
            Iterator<Integer> next = iterators.element();
            if (next.hasNext()) {
                int other = next.next();
                if (!seen[other]) {
                    seen[other] = true;
                    path.push(other);
                    iterators.push(edges.get(other).iterator());
                }
            } else {
                finished.add(path.pop());
                iterators.pop();
            }
        }
    }
}
