package dev.pgwright.review.rules.redflag;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** How many rows a note of a rehearsal names: {@code 2026-11-20 on 200 M rows: 3 min}. */
final class RehearsedRows {
    private static final String SCALES = "kmg";

    private RehearsedRows() {}

    /** The greatest number in front of the word rows; empty where there is none. */
    static OptionalLong most(String note) {
        List<String> words = List.of(note.strip().split("[\\s:;.]+(?![0-9])|\\s+"));
        OptionalLong most = OptionalLong.empty();
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i).equals("rows") || words.get(i).equals("row")) {
                boolean scaled = isScale(words.get(i - 1)) && i > 1;
                String number = scaled ? words.get(i - 2) + words.get(i - 1) : words.get(i - 1);
                OptionalLong rows = number(number);
                if (rows.isPresent() && (most.isEmpty() || most.getAsLong() < rows.getAsLong())) {
                    most = rows;
                }
            }
        }
        return most;
    }

    private static boolean isScale(String word) {
        return word.length() == 1 && SCALES.contains(word.toLowerCase(Locale.ROOT));
    }

    private static OptionalLong number(String written) {
        String text = written.replace("_", "").replace(",", "").toLowerCase(Locale.ROOT);
        int scale = text.isEmpty() ? -1 : SCALES.indexOf(text.charAt(text.length() - 1));
        String digits = scale < 0 ? text : text.substring(0, text.length() - 1);
        try {
            return OptionalLong.of(Math.round(Double.parseDouble(digits) * Math.pow(1_000, scale + 1)));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
