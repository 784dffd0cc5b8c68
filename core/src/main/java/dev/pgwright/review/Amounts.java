package dev.pgwright.review;

import java.util.Locale;

/** Numbers for people. */
public final class Amounts {
    private Amounts() {}

    /** {@code 212 M rows}. */
    public static String rows(long rows) {
        return scaled(rows, 1_000, " ", "k", "M", "G") + (rows == 1 ? " row" : " rows");
    }

    /** {@code 38 GB}. */
    public static String bytes(long bytes) {
        return bytes < 1_024 ? bytes + " B" : scaled(bytes, 1_024, " ", "kB", "MB", "GB", "TB");
    }

    /** {@code 45 s}, {@code 12 min}, {@code 3.5 h}. */
    public static String duration(double seconds) {
        if (seconds < 1) {
            return "1 s";
        }
        if (seconds < 120) {
            return Math.round(seconds) + " s";
        }
        return seconds < 7_200
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }

    /** {@code 31 %}, with a decimal where it is small. */
    public static String percent(double part) {
        double percent = part * 100;
        return String.format(Locale.ROOT, percent >= 10 || percent == 0 ? "%.0f %%" : "%.1f %%", percent);
    }

    /** {@code 12.5 calls/s}, or by the hour or day where that is easier to grasp. */
    static String rate(double perSecond) {
        double[] factors = {1, 3_600, 86_400};
        String[] units = {"/s", "/h", "/day"};
        int unit = perSecond >= 0.1 ? 0 : perSecond * 3_600 >= 1 ? 1 : 2;
        double rate = perSecond * factors[unit];
        String number = rate >= 10 ? String.valueOf(Math.round(rate)) : String.format(Locale.ROOT, "%.1f", rate);
        return number + " calls" + units[unit];
    }

    private static String scaled(long number, int base, String gap, String... units) {
        double value = number;
        int unit = -1;
        while (value >= base && unit < units.length - 1) {
            value /= base;
            unit++;
        }
        if (unit < 0) {
            return String.valueOf(number);
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value) + gap + units[unit];
    }
}
