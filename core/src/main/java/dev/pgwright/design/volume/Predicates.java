package dev.pgwright.design.volume;

import dev.pgwright.data.ColumnProfile;
import dev.pgwright.data.TableProfile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which part of the rows a partial index has. Its predicates are the design's own: a column that is or is not null, a
 * column that has one of some values, and these joined by AND.
 */
final class Predicates {
    private Predicates() {}

    static double share(@Nullable String predicate, TableProfile profile) {
        if (predicate == null) {
            return 1;
        }
        double share = 1;
        for (String part : predicate.split("(?i)\\s+AND\\s+")) {
            share *= part(part, profile);
        }
        return share;
    }

    private static double part(String part, TableProfile profile) {
        List<String> words = List.of(part.split("[^A-Za-z0-9_]+"));
        for (ColumnProfile column : profile.columns().values()) {
            if (!words.contains(column.column())) {
                continue;
            }
            String upper = part.toUpperCase(java.util.Locale.ROOT);
            double present = 1 - column.nullFraction();
            if (upper.contains("IS NOT NULL")) {
                return present;
            } else if (upper.contains("IS NULL")) {
                return column.nullFraction();
            } else if (!column.shares().isEmpty()) {
                return present * among(column, Set.copyOf(words), words.contains("NOT"));
            }
            return present / column.distinct();
        }
        return 1;
    }

    private static double among(ColumnProfile column, Set<String> words, boolean negated) {
        if (column.shares().containsKey("true")) {
            return column.shares().getOrDefault(negated || words.contains("false") ? "false" : "true", 0d);
        }
        double sum = column.shares().entrySet().stream()
                .filter(entry -> words.contains(entry.getKey()))
                .mapToDouble(java.util.Map.Entry::getValue)
                .sum();
        return negated ? 1 - sum : sum;
    }
}
