package dev.pgwright.review.rules.schema;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of several ways most things of a schema go. */
final class Majority {
    private final Map<String, Integer> counts = new TreeMap<>();
    private int total;

    void add(String way) {
        counts.merge(way, 1, Integer::sum);
        total++;
    }

    /** The way that most go; of two that are as frequent the first by name. Empty when there is nothing. */
    Optional<String> way() {
        return counts.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }

    /** The way that at least {@code percent} go, if there are at least {@code least} things and not all go it. */
    Optional<String> prevailing(long least, long percent) {
        return total < least || counts.size() < 2
                ? Optional.empty()
                : way().filter(way -> count(way) * 100L >= percent * total);
    }

    int count(String way) {
        return counts.getOrDefault(way, 0);
    }

    /** How many ways there are. */
    int ways() {
        return counts.size();
    }

    int total() {
        return total;
    }

    /** {@code 3 bigint identity, 2 uuid}, the most frequent first. */
    String words() {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(one -> one.getValue() + " " + one.getKey())
                .collect(Collectors.joining(", "));
    }
}
