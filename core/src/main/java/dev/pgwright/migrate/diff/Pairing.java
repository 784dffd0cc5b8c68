package dev.pgwright.migrate.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out which of the objects that are gone became which of those that came. */
final class Pairing {
    /** A candidate this much worse than the best one does not make it doubtful. */
    private static final double MARGIN = 0.1;

    private Pairing() {}

    /** Two objects that may be one. */
    record Candidate(Described gone, Described come, double likeness, String because) {}

    /** How alike two objects are, and why; none when too little. */
    @FunctionalInterface
    interface Judge {
        Candidate judge(Described gone, Described come);
    }

    /** What is certain, and what is not. */
    record Pairs(List<Candidate> certain, Map<Described, List<Candidate>> open) {}

    static Pairs of(List<Described> gone, List<Described> come, Judge judge) {
        List<Candidate> candidates = new ArrayList<>();
        for (Described left : gone) {
            for (Described right : come) {
                Candidate candidate = judge.judge(left, right);
                if (candidate.likeness() >= Likeness.ENOUGH) {
                    candidates.add(candidate);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::likeness)
                .reversed()
                .thenComparing(candidate -> candidate.gone().id())
                .thenComparing(candidate -> candidate.come().id()));
        List<Candidate> certain = new ArrayList<>();
        List<Candidate> found = certain(candidates);
        while (!found.isEmpty()) {
            certain.addAll(found);
            Set<ObjectId> taken = new HashSet<>();
            found.forEach(pair -> {
                taken.add(pair.gone().id());
                taken.add(pair.come().id());
            });
            candidates.removeIf(candidate -> taken.contains(candidate.gone().id())
                    || taken.contains(candidate.come().id()));
            found = certain(candidates);
        }
        Map<Described, List<Candidate>> open = new LinkedHashMap<>();
        candidates.forEach(candidate ->
                open.computeIfAbsent(candidate.gone(), key -> new ArrayList<>()).add(candidate));
        return new Pairs(certain, open);
    }

    /** The best candidates of both their objects, with no other one near. */
    private static List<Candidate> certain(List<Candidate> sorted) {
        Map<ObjectId, List<Candidate>> byObject = new LinkedHashMap<>();
        for (Candidate candidate : sorted) {
            byObject.computeIfAbsent(candidate.gone().id(), key -> new ArrayList<>())
                    .add(candidate);
            byObject.computeIfAbsent(candidate.come().id(), key -> new ArrayList<>())
                    .add(candidate);
        }
        return sorted.stream()
                .filter(candidate -> isClear(
                                candidate,
                                byObject.getOrDefault(candidate.gone().id(), sorted))
                        && isClear(
                                candidate,
                                byObject.getOrDefault(candidate.come().id(), sorted)))
                .toList();
    }

    private static boolean isClear(Candidate candidate, List<Candidate> rivals) {
        return rivals.get(0) == candidate
                && (rivals.size() == 1 || rivals.get(1).likeness() <= candidate.likeness() - MARGIN);
    }
}
