package dev.pgwright.load.json;

import java.util.List;
import java.util.Map;

/** A JSON value with the offset in its file at which it starts; 0 where it comes from no file. */
sealed interface JsonValue {
    int offset();

    /** As a message names it. */
    String kind();

    /** An object, its members in the order written. */
    record Members(Map<String, JsonValue> values, Map<String, Integer> nameOffsets, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /** An array. */
    record Elements(List<JsonValue> values, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "an array";
        }
    }

    /** A string. */
    record Text(String value, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "a string";
        }
    }

    /** A whole number, as nothing in a catalog is a fraction. */
    record Whole(long value, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** A number with decimals. */
    record Fraction(double value, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "a number with decimals";
        }
    }

    /** true or false. */
    record Flag(boolean value, int offset) implements JsonValue {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** null, which is the same as nothing. */
    record Nothing(int offset) implements JsonValue {
        @Override
        public String kind() {
            return "null";
        }
    }
}
