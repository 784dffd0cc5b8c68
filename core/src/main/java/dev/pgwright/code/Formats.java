package dev.pgwright.code;

import dev.pgwright.code.Expression.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats and the values that are put into them. */
final class Formats {
    /** A format as a sequence of parts and values; not certain when it was not understood. */
    record Filled(List<Step> steps, boolean certain) {}

    /**
     * A part as it is, or the value of an index.
     *
     * @param part null for a value
     */
    record Step(@Nullable Part part, int value, boolean isNumber) {}

    private Formats() {}

    /** As {@code String.format}, {@code Sprintf} and Python's operator read it. */
    static Filled percent(Variant format, List<Argument> arguments) {
        List<Step> steps = new ArrayList<>();
        int next = 0;
        boolean certain = format.certain();
        for (Part part : format.parts()) {
            if (!(part instanceof Part.Fixed fixed)) {
                steps.add(new Step(part, -1, false));
                continue;
            }
            String text = fixed.text();
            int from = 0;
            int at = text.indexOf('%');
            while (at >= 0 && at + 1 < text.length()) {
                int end = at + 1;
                int chosen = -1;
                int close = text.charAt(end) == '(' ? text.indexOf(')', end) : -1;
                if (close > 0) {
                    chosen = index(text.substring(end + 1, close), arguments);
                    end = close + 1;
                }
                while (end < text.length() && "0123456789$.,#+- ".indexOf(text.charAt(end)) >= 0) {
                    if (text.charAt(end) == '$') {
                        chosen = number(text.substring(at + 1, end)) - 1;
                    }
                    end++;
                }
                char kind = end < text.length() ? text.charAt(end) : ' ';
                if (kind == '%' || kind == 'n') {
                    steps.add(new Step(part(fixed, from, at), -1, false));
                    steps.add(
                            new Step(new Part.Fixed(kind == 'n' ? "\n" : "%", new int[] {fixed.at()[at]}), -1, false));
                } else if (Character.isLetter(kind)) {
                    steps.add(new Step(part(fixed, from, at), -1, false));
                    int value = chosen >= 0 ? chosen : next++;
                    certain &= value < arguments.size();
                    steps.add(new Step(null, value, "dxXoebf".indexOf(kind) >= 0));
                } else {
                    certain = false;
                    steps.add(new Step(part(fixed, from, Math.min(end, text.length())), -1, false));
                }
                from = Math.min(end + 1, text.length());
                at = text.indexOf('%', from);
            }
            steps.add(new Step(part(fixed, from, text.length()), -1, false));
        }
        return new Filled(steps, certain);
    }

    private static int number(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    /** As Python's {@code str.format} reads it. */
    static Filled braces(Variant format, List<Argument> arguments) {
        List<Step> steps = new ArrayList<>();
        int next = 0;
        boolean certain = format.certain();
        for (Part part : format.parts()) {
            if (!(part instanceof Part.Fixed fixed)) {
                steps.add(new Step(part, -1, false));
                continue;
            }
            String text = fixed.text();
            int from = 0;
            int i = 0;
            while (i < text.length()) {
                char character = text.charAt(i);
                boolean twice = i + 1 < text.length() && text.charAt(i + 1) == character;
                if ((character == '{' || character == '}') && twice) {
                    steps.add(new Step(part(fixed, from, i + 1), -1, false));
                    i += 2;
                    from = i;
                } else if (character == '{' && text.indexOf('}', i) > 0) {
                    int close = text.indexOf('}', i);
                    String field = text.substring(i + 1, close).split("[!:.\\[]", 2)[0];
                    steps.add(new Step(part(fixed, from, i), -1, false));
                    int value = field.isEmpty() ? next++ : index(field, arguments);
                    certain &= value < arguments.size();
                    steps.add(new Step(null, value, false));
                    i = close + 1;
                    from = i;
                } else {
                    i++;
                }
            }
            steps.add(new Step(part(fixed, from, text.length()), -1, false));
        }
        return new Filled(steps, certain);
    }

    private static int index(String field, List<Argument> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            if (field.equals(arguments.get(i).name())) {
                return i;
            }
        }
        return !field.isEmpty() && Character.isDigit(field.charAt(0)) ? number(field) : Integer.MAX_VALUE;
    }

    private static Part part(Part.Fixed fixed, int from, int to) {
        return new Part.Fixed(fixed.text().substring(from, to), Arrays.copyOfRange(fixed.at(), from, to));
    }
}
