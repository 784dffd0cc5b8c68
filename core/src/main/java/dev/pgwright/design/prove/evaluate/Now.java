package dev.pgwright.design.prove.evaluate;

/**
 * The time of the transaction.
 *
 * @param timestamp text of {@code now()}
 * @param date text of {@code CURRENT_DATE}
 */
public record Now(String timestamp, String date) {
    private static final long DAY = 86_400_000_000L;

    /** The key of a value so many days ago. */
    long daysAgo(ValueKind kind, int days) {
        long now = (Long) ValueReader.read(kind, kind.family() == ValueKind.Family.DATE ? date : timestamp)
                .key();
        return now - days * (kind.family() == ValueKind.Family.DATE ? 1 : DAY);
    }
}
