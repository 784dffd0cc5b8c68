package dev.pgwright.data;

import java.time.LocalDate;

/** Dates and times as the server stores them: days, and microseconds, since 2000. They are read from ISO 8601 as it writes it. */
final class BinaryMoment {
    static final int EPOCH_DAYS = 10_957;
    static final long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;
    private static final long DAY = 86_400_000_000L;
    private static final long SECOND = 1_000_000;
    private static final int FRACTION = 6;

    private BinaryMoment() {}

    /** {@code 2024-01-31}, {@code 0044-03-15 BC}, {@code infinity}. */
    static int days(String text) {
        return switch (text) {
            case "infinity" -> Integer.MAX_VALUE;
            case "-infinity" -> Integer.MIN_VALUE;
            default -> (int) (day(text) - EPOCH_DAYS);
        };
    }

    private static long day(String text) {
        boolean before = text.endsWith(" BC");
        String date = before ? text.substring(0, text.length() - 3) : text;
        int month = date.indexOf('-');
        int year = Integer.parseInt(date, 0, month, 10);
        return LocalDate.of(
                        before ? 1 - year : year,
                        Integer.parseInt(date, month + 1, month + 3, 10),
                        Integer.parseInt(date, month + 4, month + 6, 10))
                .toEpochDay();
    }

    /** {@code 2024-01-31 12:30:00.5+01}, with a T in its middle or a Z at its end, or with neither. */
    static long micros(String text) {
        if (text.equals("infinity")) {
            return Long.MAX_VALUE;
        } else if (text.equals("-infinity")) {
            return Long.MIN_VALUE;
        }
        boolean before = text.endsWith(" BC");
        String moment = before ? text.substring(0, text.length() - 3) : text;
        int middle = Math.max(moment.indexOf(' '), moment.indexOf('T'));
        String date = moment.substring(0, middle) + (before ? " BC" : "");
        String time = moment.substring(middle + 1);
        int zone = Math.max(time.indexOf('+'), Math.max(time.indexOf('-'), time.indexOf('Z')));
        long ahead = zone < 0 || time.charAt(zone) == 'Z'
                ? 0
                : (time.charAt(zone) == '-' ? -1 : 1) * timeOfDay(time.substring(zone + 1));
        return day(date) * DAY - EPOCH_MICROS + timeOfDay(zone < 0 ? time : time.substring(0, zone)) - ahead;
    }

    /** {@code 12:30:00.5}, {@code 12:30} or {@code 12}. */
    static long timeOfDay(String text) {
        long seconds = 0;
        int at = 0;
        for (long unit = 3_600; unit > 0 && at < text.length(); unit /= 60) {
            seconds += unit * Integer.parseInt(text, at, at + 2, 10);
            at += 3;
        }
        int point = text.indexOf('.');
        if (point < 0) {
            return seconds * SECOND;
        }
        String fraction = text.substring(point + 1);
        return seconds * SECOND + Long.parseLong(fraction + "0".repeat(FRACTION - fraction.length()));
    }
}
