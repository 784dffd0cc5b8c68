package dev.pgwright.review.rules.schema;

/**
 * A name with a number behind it: {@code phone2}, {@code phone_2}.
 *
 * @param stem what stands before the number, and the underscore
 * @param number -1 where there is none
 */
record NumberedName(String stem, long number) {
    private static final int MOST_DIGITS = 9;

    static NumberedName of(String name) {
        int end = name.length();
        while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
            end--;
        }
        int stem = end;
        while (stem > 0 && name.charAt(stem - 1) == '_') {
            stem--;
        }
        boolean numbered = stem > 0 && end < name.length() && name.length() - end <= MOST_DIGITS;
        return numbered
                ? new NumberedName(name.substring(0, stem), Long.parseLong(name.substring(end)))
                : new NumberedName(name, -1);
    }

    boolean isNumbered() {
        return number >= 0;
    }
}
