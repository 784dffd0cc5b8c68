package dev.pgwright.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says in words how two catalogs differ. */
public final class CatalogComparison {
    private static final String NOT_EXPECTED = ": not expected";

    private CatalogComparison() {}

    /**
     * Every difference, as {@code table shop.orders column status: type text, expected shop.status}; empty when the
     * catalogs are the same. Another name for the same built-in type is no difference. Of an object that is missing
     * nothing more is said.
     */
    public static List<String> differences(Catalog expected, Catalog actual) {
        return words(of(expected, actual));
    }

    /**
     * As {@link #differences}, but of expressions, queries and bodies only whether there are any: for catalogs that
     * PostgreSQL has not yet seen, whose texts are not in its own words.
     */
    public static List<String> structuralDifferences(Catalog expected, Catalog actual) {
        return words(compare(new CatalogFacts(expected, false).facts(), new CatalogFacts(actual, false).facts()));
    }

    /**
     * Whether a difference is about the order of a table's columns, which no ALTER TABLE gives back. Columns that are missing
     * or were not expected are differences of their own.
     */
    public static boolean isOrderOfColumns(String difference) {
        return difference.startsWith("table ") && difference.contains(": columns ");
    }

    /** Whether a difference is that an object, or a part of one, is there that was not expected. */
    public static boolean isOfUnexpected(String difference) {
        return difference.endsWith(NOT_EXPECTED);
    }

    /**
     * One difference.
     *
     * @param object such as {@code table shop.orders column status}
     * @param property that is another one; null where the object is missing or was not expected
     * @param expected the expected value; null where the object was not expected
     * @param actual the value that there is; null where the object is missing
     */
    public record Difference(
            String object,
            @Nullable String property,
            @Nullable String expected,
            @Nullable String actual) {
        /** {@code table shop.orders column status: type text, expected shop.status}. */
        @Override
        public String toString() {
            if (property != null) {
                return object + ": " + property + " " + shown(actual) + ", expected " + shown(expected);
            }
            return object + (actual == null ? ": missing" : NOT_EXPECTED);
        }
    }

    /** As {@link #differences}, part by part. */
    public static List<Difference> of(Catalog expected, Catalog actual) {
        return compare(new CatalogFacts(expected, true).facts(), new CatalogFacts(actual, true).facts());
    }

    private static List<String> words(List<Difference> differences) {
        return differences.stream().map(Difference::toString).toList();
    }

    private static List<Difference> compare(
            Map<String, Map<String, String>> expected, Map<String, Map<String, String>> actual) {
        List<Difference> differences = new ArrayList<>();
        Set<String> told = new HashSet<>();
        expected.forEach((object, properties) -> {
            Map<String, String> found = actual.get(object);
            if (found != null) {
                compare(object, properties, found, differences);
            } else if (isNews(object, told)) {
                differences.add(new Difference(object, null, "", null));
            }
        });
        told.clear();
        actual.keySet().forEach(object -> {
            if (!expected.containsKey(object) && isNews(object, told)) {
                differences.add(new Difference(object, null, null, ""));
            }
        });
        return differences;
    }

    private static void compare(
            String object, Map<String, String> expected, Map<String, String> actual, List<Difference> differences) {
        expected.forEach((property, value) -> {
            String found = actual.getOrDefault(property, "");
            if (!found.equals(value)) {
                differences.add(new Difference(object, property, value, found));
            }
        });
    }

    private static String shown(@Nullable String value) {
        return value == null || value.isEmpty() ? "none" : value;
    }

    /** Whether the object is not a part of one that was told already. */
    private static boolean isNews(String object, Set<String> told) {
        for (String whole : told) {
            if (object.startsWith(whole + " ")) {
                return false;
            }
        }
        return told.add(object);
    }
}
