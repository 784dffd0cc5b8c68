package dev.pgwright.data;

import java.math.BigDecimal;

/** {@code numeric} as {@code numeric_send} writes it: digits to the base of 10,000 around the point. */
final class BinaryNumeric {
    private static final int GROUP = 4;
    private static final int BASE = 10_000;
    private static final int NEGATIVE = 0x4000;
    private static final int NAN = 0xC000;
    private static final int INFINITE = 0xD000;
    private static final int NEGATIVE_INFINITE = 0xF000;
    private static final int MOST_GROUPS = 6;
    private static final long[] TENS = {1, 10, 100, 1_000};

    private BinaryNumeric() {}

    /** A text as the server writes it, or as one writes it in SQL. */
    static void write(String text, CopyBuffer out) {
        switch (text) {
            case "NaN" -> special(NAN, out);
            case "Infinity" -> special(INFINITE, out);
            case "-Infinity" -> special(NEGATIVE_INFINITE, out);
            default -> write(new BigDecimal(text), out);
        }
    }

    private static void special(int sign, CopyBuffer out) {
        header(0, 0, sign, 0, out);
    }

    private static void header(int groups, int weight, int sign, int scale, CopyBuffer out) {
        out.int32(2 * (GROUP + groups));
        out.int16(groups);
        out.int16(weight);
        out.int16(sign);
        out.int16(scale);
    }

    private static void write(BigDecimal number, CopyBuffer out) {
        int scale = Math.max(0, number.scale());
        String plain = number.abs().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        String digits = "0".repeat((GROUP - whole.length() % GROUP) % GROUP) + whole;
        int weight = digits.length() / GROUP - 1;
        if (point >= 0) {
            String part = plain.substring(point + 1);
            digits += part + "0".repeat((GROUP - part.length() % GROUP) % GROUP);
        }
        int groups = digits.length() / GROUP;
        header(groups, weight, number.signum() < 0 ? NEGATIVE : 0, scale, out);
        for (int i = 0; i < groups; i++) {
            out.int16(Integer.parseInt(digits, GROUP * i, GROUP * (i + 1), 10));
        }
    }

    /**
     * The same of a number that fits.
     *
     * @param unscaled the number without its point, less than a thousandth of the greatest long
     * @param scale digits behind the point
     */
    static void write(long unscaled, int scale, CopyBuffer out) {
        int padding = (GROUP - scale % GROUP) % GROUP;
        long rest = Math.abs(unscaled) * TENS[padding];
        int behind = (scale + padding) / GROUP;
        int[] groups = new int[MOST_GROUPS];
        int count = 0;
        while (rest > 0 || count < behind) {
            groups[count++] = (int) (rest % BASE);
            rest /= BASE;
        }
        header(count, count - behind - 1, unscaled < 0 ? NEGATIVE : 0, scale, out);
        for (int i = count - 1; i >= 0; i--) {
            out.int16(groups[i]);
        }
    }
}
