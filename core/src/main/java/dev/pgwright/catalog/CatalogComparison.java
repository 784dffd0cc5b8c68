package dev.pgwright.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in words how two catalogs differ. */
public final class CatalogComparison {
    private CatalogComparison() {}

    /**
     * Every difference, as {@code table shop.orders column status: type text, expected shop.status}; empty when the
     * catalogs are the same. Another name for the same built-in type is no difference. Of an object that is missing
     * nothing more is said.
     */
    public static List<String> differences(Catalog expected, Catalog actual) {
        return compare(new CatalogFacts(expected, true).facts(), new CatalogFacts(actual, true).facts());
    }

    /**
     * As {@link #differences}, but of expressions, queries and bodies only whether there are any: for catalogs that
     * PostgreSQL has not yet seen, whose texts are not in its own words.
     */
    public static List<String> structuralDifferences(Catalog expected, Catalog actual) {
        return compare(new CatalogFacts(expected, false).facts(), new CatalogFacts(actual, false).facts());
    }

    private static List<String> compare(
            Map<String, Map<String, String>> expected, Map<String, Map<String, String>> actual) {
        List<String> differences = new ArrayList<>();
        Set<String> told = new HashSet<>();
        expected.forEach((object, properties) -> {
            Map<String, String> found = actual.get(object);
            if (found != null) {
                compare(object, properties, found, differences);
            } else if (isNews(object, told)) {
                differences.add(object + ": missing");
            }
        });
        told.clear();
        actual.keySet().forEach(object -> {
            if (!expected.containsKey(object) && isNews(object, told)) {
                differences.add(object + ": not expected");
            }
        });
        return differences;
    }

    private static void compare(
            String object, Map<String, String> expected, Map<String, String> actual, List<String> differences) {
        expected.forEach((property, value) -> {
            String found = actual.getOrDefault(property, "");
            if (!found.equals(value)) {
                differences.add(object + ": " + property + " " + shown(found) + ", expected " + shown(value));
            }
        });
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
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
