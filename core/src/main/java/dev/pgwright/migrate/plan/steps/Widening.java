package dev.pgwright.migrate.plan.steps;

import dev.pgwright.catalog.TypeNames;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a change of a column's type keeps every value as it is. */
public final class Widening {
    /** Each holds all values of those before it. */
    private static final List<List<String>> CHAINS = List.of(
            List.of("smallint", "integer", "bigint", "numeric"),
            List.of("smallint", "integer", "double precision"),
            List.of("real", "double precision"),
            List.of("character varying", "text"),
            List.of("date", "timestamp without time zone"),
            List.of("cidr", "inet"));

    /** What a type takes in parentheses: a length, or digits and those behind the point. */
    private static final Pattern MODIFIER = Pattern.compile("\\((\\d+)(?:,(-?\\d+))?\\)");

    private static final int DEFAULT_FRACTION = 6;

    private Widening() {}

    /** True when all values of the one type are values of the other. Types are named as {@code format_type} does. */
    public static boolean keeps(String from, String to) {
        String left = TypeNames.canonical(from);
        String right = TypeNames.canonical(to);
        if (left.equals(right)) {
            return true;
        }
        if (left.endsWith("[]") != right.endsWith("[]")) {
            return false;
        }
        String leftBase = base(left);
        String rightBase = base(right);
        if (leftBase.equals(rightBase)) {
            return hasRoom(left, right, leftBase);
        }
        boolean free = !MODIFIER.matcher(right).find();
        return CHAINS.stream()
                .anyMatch(chain -> free
                        && chain.contains(leftBase)
                        && chain.contains(rightBase)
                        && chain.indexOf(leftBase) < chain.indexOf(rightBase));
    }

    private static boolean hasRoom(String left, String right, String base) {
        Matcher before = MODIFIER.matcher(left);
        Matcher after = MODIFIER.matcher(right);
        boolean limited = after.find();
        if (base.startsWith("time") || base.equals("interval")) {
            int had = before.find() ? Integer.parseInt(before.group(1)) : DEFAULT_FRACTION;
            return !limited || Integer.parseInt(after.group(1)) >= had;
        }
        if (!limited) {
            // character without a length is character(1)
            return !base.equals("character") && !base.equals("bit");
        }
        if (!before.find()) {
            return false;
        }
        int scaleBefore = before.group(2) == null ? 0 : Integer.parseInt(before.group(2));
        int scaleAfter = after.group(2) == null ? 0 : Integer.parseInt(after.group(2));
        int wholeBefore = Integer.parseInt(before.group(1)) - scaleBefore;
        int wholeAfter = Integer.parseInt(after.group(1)) - scaleAfter;
        return scaleAfter >= scaleBefore && wholeAfter >= wholeBefore;
    }

    private static String base(String type) {
        return type.replace("[]", "").replaceFirst("\\([^)]*\\)", "").strip();
    }
}
