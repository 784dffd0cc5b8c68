package dev.pgwright.data;

import dev.pgwright.catalog.Constraint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Columns that get only those combinations of their values that a check lets pass. */
final class Combinations {
    /** Different ones that are kept to choose from. */
    private static final int COMBINATIONS = 256;

    private final CheckProbe probe;
    private final TableSources sources;
    /** Columns whose values go together with those of others. */
    private final Set<String> combined = new HashSet<>();

    Combinations(CheckProbe probe, TableSources sources) {
        this.probe = probe;
        this.sources = sources;
    }

    /**
     * Gives the columns such values.
     *
     * @param own whether a column's values may be chosen
     * @return whether there is a combination that the check lets pass
     */
    boolean choose(Constraint.Check check, List<String> columns, Predicate<String> own) {
        List<List<@Nullable String>> good = good(check, columns);
        if (good.isEmpty()) {
            return false;
        }
        List<Integer> settled = new ArrayList<>();
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            boolean isFree = own.test(column) && !combined.contains(column) && !sources.isNumbered(column);
            (isFree ? free : settled).add(i);
        }
        List<Source> fixed = settled.stream().map(i -> told(columns.get(i))).toList();
        // only those that go with what is settled in the row
        Map<List<@Nullable String>, List<List<@Nullable String>>> fitting = new HashMap<>();
        for (List<@Nullable String> values : good) {
            List<@Nullable String> key = new ArrayList<>();
            settled.forEach(i -> key.add(values.get(i)));
            fitting.computeIfAbsent(key, any -> new ArrayList<>()).add(values);
        }
        for (int position : free) {
            String column = columns.get(position);
            Source before = sources.source(column);
            combined.add(column);
            Source chosen = row -> {
                List<@Nullable String> key = new ArrayList<>();
                fixed.forEach(source -> key.add(source.text(row)));
                List<List<@Nullable String>> choice = fitting.getOrDefault(key, good);
                return choice.get((int) Long.remainderUnsigned(
                                Mix.hash(row, check.name().hashCode()), choice.size()))
                        .get(position);
            };
            sources.put(
                    column,
                    sources.reference(column).isPresent()
                            ? row -> chosen.text(row) == null ? null : before.present(row)
                            : chosen);
        }
        return true;
    }

    /** What is told of a column: of a reference only whether it is there, as its values are those of other rows. */
    private Source told(String column) {
        Source source = sources.source(column);
        return sources.reference(column).isPresent() ? row -> source.text(row) == null ? null : "" : source;
    }

    private String selected(String column) {
        return sources.reference(column).isPresent()
                ? "CASE WHEN " + Sql.name(column) + " IS NOT NULL THEN '' END"
                : "CAST(" + Sql.name(column) + " AS text)";
    }

    /** In no order of theirs, so that those left out are not all of one kind. */
    private List<List<@Nullable String>> good(Constraint.Check check, List<String> columns) {
        probe.load();
        String names = columns.stream().map(this::selected).collect(Collectors.joining(", "));
        return probe.rows("DISTINCT " + names, "NOT " + CheckProbe.violated(check)).values().stream()
                .sorted((left, right) ->
                        Long.compare(Mix.hash(left.hashCode(), COMBINATIONS), Mix.hash(right.hashCode(), COMBINATIONS)))
                .limit(COMBINATIONS)
                .toList();
    }
}
