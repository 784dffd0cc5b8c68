package dev.pgwright.migrate.diff;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.migrate.diff.SchemaDiff.Added;
import dev.pgwright.migrate.diff.SchemaDiff.Change;
import dev.pgwright.migrate.diff.SchemaDiff.Changed;
import dev.pgwright.migrate.diff.SchemaDiff.Property;
import dev.pgwright.migrate.diff.SchemaDiff.Removed;
import dev.pgwright.migrate.diff.SchemaDiff.Renamed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a schema differs from the one that it should be, for messages. */
public final class Differences {
    private static final String ORDER = "order of columns";

    private Differences() {}

    /** A line each; none if it is as it should be. The order of columns does not count: PostgreSQL adds them at the end. */
    public static List<String> of(Catalog expected, Catalog actual) {
        SchemaDiff diff = CatalogDiff.of(expected, actual, Map.of());
        List<String> differences = new ArrayList<>();
        for (Change change : diff.changes()) {
            if (change instanceof Added added) {
                differences.add(added.object() + " is there and should not be");
            } else if (change instanceof Removed removed) {
                differences.add(removed.object() + " is missing");
            } else if (change instanceof Renamed renamed) {
                differences.add(renamed.object() + " is called " + renamed.to().name());
            } else if (change instanceof Changed changed) {
                String properties = changed.properties().stream()
                        .filter(property -> !property.name().equals(ORDER))
                        .map(Differences::text)
                        .collect(Collectors.joining(", "));
                if (!properties.isEmpty()) {
                    differences.add(changed.object() + " has " + properties);
                }
            }
        }
        return differences;
    }

    private static String text(Property property) {
        return property.name() + " " + shown(property.after()) + " instead of " + shown(property.before());
    }

    private static String shown(String value) {
        return value.isEmpty() ? "none" : value;
    }
}
