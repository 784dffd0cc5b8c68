package dev.pgwright.review.rules.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A type as {@code format_type} writes it, taken apart.
 *
 * @param base without modifiers: {@code character varying}, {@code timestamp with time zone}, {@code shop.mood}
 * @param modifiers the numbers in parentheses
 */
public record FormattedType(String base, List<Integer> modifiers, boolean array) {
    private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "bpchar", "citext");
    private static final Set<String> INTEGERS = Set.of("smallint", "integer", "bigint");

    public FormattedType {
        modifiers = List.copyOf(modifiers);
    }

    public static FormattedType of(String type) {
        boolean array = type.endsWith("[]");
        String element = array ? type.substring(0, type.length() - 2) : type;
        int open = element.indexOf('(');
        int close = element.indexOf(')', open + 1);
        // a quoted name may have parentheses, a type of PostgreSQL's own never has quotes
        if (open < 0 || close < 0 || element.indexOf('"') >= 0) {
            return new FormattedType(element, List.of(), array);
        }
        List<Integer> modifiers = new ArrayList<>();
        for (String number : element.substring(open + 1, close).split(",", -1)) {
            if (!number.isEmpty() && number.chars().allMatch(Character::isDigit)) {
                modifiers.add(Integer.valueOf(number));
            }
        }
        return new FormattedType(element.substring(0, open) + element.substring(close + 1), modifiers, array);
    }

    /** The only number in parentheses; -1 where there is none, or more. */
    public int modifier() {
        return modifiers.size() == 1 ? modifiers.get(0) : -1;
    }

    /** A single text of any kind. */
    public boolean isText() {
        return !array && TEXTS.contains(base.substring(base.lastIndexOf('.') + 1));
    }

    /** A single whole number of any size. */
    public boolean isInteger() {
        return !array && INTEGERS.contains(base);
    }
}
