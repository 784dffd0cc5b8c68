package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text that an expression may be.
 *
 * @param certain whether the program makes exactly this text; not where a part is put to it only now and then
 */
record Variant(List<Part> parts, boolean certain) {
    static final Variant EMPTY = new Variant(List.of(), true);

    /** Enough for what people write; more is not followed. */
    static final int MOST = 8;

    private static final int LONGEST = 1 << 20;

    Variant {
        parts = List.copyOf(parts);
    }

    static Variant of(Part part) {
        return new Variant(List.of(part), true);
    }

    /** A text that the language puts in, at the place of what does it. */
    static Variant written(String text, Span span) {
        int[] at = new int[text.length()];
        Arrays.fill(at, span.start());
        return of(new Part.Fixed(text, at));
    }

    /** Whether they are longer than what people write. */
    static boolean isLong(List<Variant> variants) {
        return variants.stream()
                        .flatMap(variant -> variant.parts().stream())
                        .mapToInt(part ->
                                part instanceof Part.Fixed fixed ? fixed.text().length() : 1)
                        .sum()
                > LONGEST;
    }

    Variant plus(Variant other, boolean always) {
        List<Part> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Variant(all, certain && other.certain && always);
    }

    /** Without the blanks and the bar that begin lines. */
    Variant withoutMargin() {
        List<Part> all = new ArrayList<>();
        boolean start = true;
        for (Part part : parts) {
            if (part instanceof Part.Fixed fixed) {
                StringBuilder text = new StringBuilder();
                int[] at = new int[fixed.at().length];
                for (int i = 0; i < at.length; i++) {
                    char character = fixed.text().charAt(i);
                    if (start && (character == '|' || character == ' ' || character == '\t')) {
                        start = character != '|';
                    } else {
                        start = character == '\n';
                        at[text.length()] = fixed.at()[i];
                        text.append(character);
                    }
                }
                all.add(new Part.Fixed(text.toString(), Arrays.copyOf(at, text.length())));
            } else {
                all.add(part);
                start = false;
            }
        }
        return new Variant(all, certain);
    }

    /** All that is known, in one. */
    Part.Fixed whole() {
        StringBuilder text = new StringBuilder();
        List<int[]> places = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Fixed fixed) {
                text.append(fixed.text());
                places.add(fixed.at());
            }
        }
        return new Part.Fixed(
                text.toString(), places.stream().flatMapToInt(Arrays::stream).toArray());
    }

    /** Whether the program itself has no part in it. */
    boolean isForeign() {
        return !parts.isEmpty() && parts.stream().allMatch(Part.Open.class::isInstance);
    }

    boolean isKnown() {
        return parts.stream().allMatch(Part.Fixed.class::isInstance);
    }

    static List<Variant> joined(List<Variant> left, List<Variant> right, boolean always) {
        List<Variant> all = new ArrayList<>();
        for (Variant before : left) {
            for (Variant behind : right) {
                if (all.size() < MOST) {
                    all.add(before.plus(behind, always));
                }
            }
        }
        return all;
    }
}
