package dev.pgwright.design.prove.evaluate;

import java.util.Comparator;

/**
 * The order of values of one kind.
 *
 * @param texts the order of texts, which is the database's collation
 */
public record ValueOrder(Comparator<String> texts) implements Comparator<Value> {
    @Override
    public int compare(Value left, Value right) {
        return switch (left.kind().family()) {
            case TEXT -> texts.compare(left.text(), right.text());
            case NUMBER, BOOLEAN, DATE, TIME, TIMESTAMP, INTERVAL, UUID, INET, ENUMERATION ->
                natural(left.key(), right.key());
            case JSON, TEXTS, PERIOD, DATE_PERIOD, POINT, OTHER ->
                throw new IllegalStateException("no order of " + left.kind().family());
        };
    }

    /** Of the keys of values that are of one kind. */
    int compareKeys(Object left, Object right) {
        return left instanceof String text ? texts.compare(text, (String) right) : natural(left, right);
    }

    @SuppressWarnings("unchecked")
    private static int natural(Object left, Object right) {
        return ((Comparable<Object>) left).compareTo(right);
    }
}
