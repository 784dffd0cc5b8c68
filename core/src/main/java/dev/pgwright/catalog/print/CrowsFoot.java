package dev.pgwright.catalog.print;

import dev.pgwright.catalog.Cardinality;

/** The ends of a relationship in letters, which Mermaid and PlantUML write alike. */
final class CrowsFoot {
    private CrowsFoot() {}

    static String left(Cardinality end) {
        return switch (end) {
            case EXACTLY_ONE -> "||";
            case ZERO_OR_ONE -> "|o";
            case ONE_OR_MANY -> "}|";
            case ZERO_OR_MANY -> "}o";
        };
    }

    static String right(Cardinality end) {
        return switch (end) {
            case EXACTLY_ONE -> "||";
            case ZERO_OR_ONE -> "o|";
            case ONE_OR_MANY -> "|{";
            case ZERO_OR_MANY -> "o{";
        };
    }
}
