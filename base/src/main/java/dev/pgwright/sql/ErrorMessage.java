package dev.pgwright.sql;

import org.jspecify.annotations.Nullable;

/**
 * A message of the parser, taken apart: an unclosed quote makes it cite all the rest of the text.
 *
 * @param shown the message with the citation shortened
 * @param near the citation in full
 * @param shownNear the citation shortened
 */
record ErrorMessage(
        String shown, @Nullable String near, @Nullable String shownNear) {
    private static final String NEAR = " at or near \"";
    private static final int LONGEST = 40;

    /** What Bison says when its stack of 10,000 symbols is full. */
    private static final String STACK_FULL = "memory exhausted";

    static ErrorMessage of(String original) {
        String message = original.startsWith(STACK_FULL)
                ? "nested too deeply" + original.substring(STACK_FULL.length())
                : original;
        int start = message.indexOf(NEAR);
        if (start < 0 || !message.endsWith("\"")) {
            return new ErrorMessage(message, null, null);
        }
        String near = message.substring(start + NEAR.length(), message.length() - 1);
        String shownNear = shortened(near);
        return new ErrorMessage(message.substring(0, start) + NEAR + shownNear + "\"", near, shownNear);
    }

    private static String shortened(String near) {
        String line = near.lines().findFirst().orElse("").stripTrailing();
        boolean cut = line.length() < near.length();
        if (line.codePointCount(0, line.length()) > LONGEST) {
            line = line.substring(0, line.offsetByCodePoints(0, LONGEST));
            cut = true;
        }
        return cut ? line + "…" : near;
    }
}
