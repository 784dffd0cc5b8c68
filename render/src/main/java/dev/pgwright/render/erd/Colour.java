package dev.pgwright.render.erd;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** An opaque sRGB colour. */
record Colour(int red, int green, int blue) {
    private static final Pattern HEX = Pattern.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    private static final double STEP = 0.04;

    static Colour of(int rgb) {
        return new Colour(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255);
    }

    /** Reads {@code #rgb} or {@code #rrggbb}. */
    static Optional<Colour> parse(String text) {
        if (!HEX.matcher(text).matches()) {
            return Optional.empty();
        }
        String digits = text.substring(1);
        if (digits.length() == 3) {
            digits = digits.replaceAll("(.)", "$1$1");
        }
        return Optional.of(of(Integer.parseInt(digits, 16)));
    }

    /** This colour with a share, from 0 to 1, of another. */
    Colour mixedWith(Colour other, double share) {
        return new Colour(mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
    }

    /** The first colour on the way from this to {@code end} that has the contrast on all {@code grounds}. */
    Colour towards(Colour end, double contrast, Colour... grounds) {
        for (double share = 0; share < 1; share += STEP) {
            Colour candidate = mixedWith(end, share);
            boolean enough = true;
            for (Colour ground : grounds) {
                enough &= candidate.contrastWith(ground) >= contrast;
            }
            if (enough) {
                return candidate;
            }
        }
        return end;
    }

    /** The contrast ratio, from 1 to 21 (WCAG 2.2, relative luminance). */
    double contrastWith(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        double value = channel / 255.0;
        // StrictMath, so that every machine chooses the same colours
        return value <= 0.04045 ? value / 12.92 : StrictMath.pow((value + 0.055) / 1.055, 2.4);
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
