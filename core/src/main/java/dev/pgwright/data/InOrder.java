package dev.pgwright.data;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lesser or the greater of two columns' values, by number where both are numbers, else as texts; each its own where one
 * is absent.
 */
record InOrder(Source first, Source second, boolean least) implements Source {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    @Override
    public @Nullable String text(long row) {
        String one = first.text(row);
        String other = second.text(row);
        if (one == null || other == null) {
            return least ? one : other;
        }
        return least == (compare(one, other) <= 0) ? one : other;
    }

    private static int compare(String one, String other) {
        boolean numbers = NUMBER.matcher(one).matches() && NUMBER.matcher(other).matches();
        return numbers ? new BigDecimal(one).compareTo(new BigDecimal(other)) : one.compareTo(other);
    }
}
