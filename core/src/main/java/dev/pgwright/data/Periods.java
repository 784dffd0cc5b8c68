package dev.pgwright.data;

import java.time.Instant;
import java.util.function.LongUnaryOperator;

/** Periods of one key that do not overlap: each in a slot of its own, of which it takes a half. */
final class Periods implements Source {
    private static final long SECONDS = 7_200;
    private static final long DAYS = 4;

    private final String type;
    private final double from;
    private final boolean end;
    private final LongUnaryOperator slot;

    /**
     * @param from where the first slot starts: seconds or days since 1970
     * @param end the column holds the end of the period; else its start, or all of it
     */
    Periods(String type, double from, boolean end, LongUnaryOperator slot) {
        this.type = type;
        this.from = from;
        this.end = end;
        this.slot = slot;
    }

    /** Whether values of a type are periods or the ends of some. */
    static boolean isOf(FieldType type) {
        return type.name().startsWith("timestamp")
                || type.name().equals("date")
                || type.name().equals("tstzrange")
                || type.name().equals("daterange");
    }

    @Override
    public String text(long row) {
        boolean days = type.equals("date") || type.equals("daterange");
        long length = days ? DAYS : SECONDS;
        long start = (long) Math.floor(from) + slot.applyAsLong(row) * length;
        long stop = start + length / 2;
        return switch (type) {
            case "tstzrange" -> "[\"" + Instant.ofEpochSecond(start) + "\",\"" + Instant.ofEpochSecond(stop) + "\")";
            case "daterange" -> "[" + ValueTexts.date(start) + "," + ValueTexts.date(stop) + ")";
            case "date" -> ValueTexts.date(end ? stop : start);
            default -> Instant.ofEpochSecond(end ? stop : start).toString();
        };
    }
}
