package dev.pgwright.migrate.apply;

import dev.pgwright.finding.Count;
import java.util.Locale;

/**
 * How far a backfill is.
 *
 * @param blocks whether it counts blocks of the table, where there is no key to count rows by
 * @param done rows or blocks gone through
 * @param total of them as estimated when it began; 0 where nobody knows
 * @param changed rows that were changed
 * @param perSecond lately
 * @param batch how many there are in a batch now
 */
public record Filling(boolean blocks, long done, long total, long changed, double perSecond, long batch) {
    /** Seconds to its end at this speed; -1 where that cannot be told. */
    public long secondsLeft() {
        return total > done && perSecond > 0 ? (long) Math.ceil((total - done) / perSecond) : -1;
    }

    /** For people: {@code 1,200,000 of about 5,000,000 rows (24 %), 210,000 rows/s, 18 s left, 32,000 a batch}. */
    @Override
    public String toString() {
        String what = blocks ? "block" : "row";
        StringBuilder text = new StringBuilder(number(done));
        if (total > 0) {
            text.append(" of about ").append(number(Math.max(total, done))).append(' ');
            text.append(what)
                    .append("s (")
                    .append(Math.min(99, 100 * done / Math.max(1, total)))
                    .append(" %)");
        } else {
            text.setLength(0);
            text.append(Count.of(done, what));
        }
        text.append(", ")
                .append(number(Math.round(perSecond)))
                .append(' ')
                .append(what)
                .append("s/s");
        if (secondsLeft() >= 0) {
            text.append(", ").append(Blocker.duration(secondsLeft())).append(" left");
        }
        return text.append(", ").append(number(batch)).append(" a batch").toString();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
