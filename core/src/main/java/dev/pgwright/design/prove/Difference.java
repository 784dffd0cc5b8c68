package dev.pgwright.design.prove;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Something that a query did not do as it should.
 *
 * @param what was expected and what was seen
 * @param statement that shows it
 */
record Difference(String what, String statement) {
    private static final int SHOWN = 400;

    /** The first difference between rows in their order. */
    static Optional<Difference> ofLists(List<List<String>> expected, List<List<String>> real, String statement) {
        for (int i = 0; i < Math.min(expected.size(), real.size()); i++) {
            if (!expected.get(i).equals(real.get(i))) {
                return Optional.of(new Difference(
                        "row " + (i + 1) + " should be " + shown(expected.get(i)) + " and is " + shown(real.get(i)),
                        statement));
            }
        }
        if (expected.size() == real.size()) {
            return Optional.empty();
        }
        boolean fewer = real.size() < expected.size();
        return Optional.of(new Difference(
                counted(expected.size()) + " should be returned and " + real.size() + " were: "
                        + (fewer ? "missing is " : "too many is ")
                        + shown((fewer ? expected : real).get(Math.min(expected.size(), real.size()))),
                statement));
    }

    /** The first difference between rows in any order. */
    static Optional<Difference> ofSets(List<List<String>> expected, List<List<String>> real, String statement) {
        List<List<String>> missing = new ArrayList<>(expected);
        List<List<String>> surplus = new ArrayList<>();
        real.forEach(row -> {
            if (!missing.remove(row)) {
                surplus.add(row);
            }
        });
        if (missing.isEmpty() && surplus.isEmpty()) {
            return Optional.empty();
        }
        if (!missing.isEmpty() && !surplus.isEmpty()) {
            return Optional.of(new Difference(
                    "a row should be " + shown(missing.get(0)) + " and is " + shown(surplus.get(0)), statement));
        }
        return Optional.of(new Difference(
                counted(expected.size()) + " should be returned and " + real.size() + " were: "
                        + (surplus.isEmpty()
                                ? "missing is " + shown(missing.get(0))
                                : "too many is " + shown(surplus.get(0))),
                statement));
    }

    /** The first difference between sets of texts. */
    static Optional<Difference> ofTexts(List<String> expected, List<String> real, String statement) {
        return ofSets(
                expected.stream().map(Collections::singletonList).toList(),
                real.stream().map(Collections::singletonList).toList(),
                statement);
    }

    private static String counted(int rows) {
        return rows == 1 ? "1 row" : rows + " rows";
    }

    private static String shown(List<String> row) {
        String text = "(" + String.join(", ", row) + ")";
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ...";
    }
}
