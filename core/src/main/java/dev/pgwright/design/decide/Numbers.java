package dev.pgwright.design.decide;

import java.util.Locale;

/** Numbers for people. */
public final class Numbers {
    private Numbers() {}

    /** {@code 1.5 billion}, {@code 200 million}, {@code 40,000}. */
    public static String rows(double count) {
        if (count >= 1e9) {
            return trimmed(count / 1e9) + " billion";
        }
        if (count >= 1e6) {
            return trimmed(count / 1e6) + " million";
        }
        return String.format(Locale.ROOT, "%,d", Math.round(count));
    }

    /** An estimate: no more digits than it deserves, which is two. */
    public static String about(double count) {
        if (count < 100 || count >= 1e6) {
            return rows(count);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(count)) - 1);
        return rows(Math.round(count / unit) * unit);
    }

    /** {@code 1.2 GB} in decimal units. */
    public static String bytes(double count) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB"};
        int unit = 0;
        double value = count;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return trimmed(value) + " " + units[unit];
    }

    private static String trimmed(double value) {
        String text = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
