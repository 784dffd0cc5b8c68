package dev.pgwright.load.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which lines a patch of git without context touches. */
final class Patch {
    private static final Pattern HUNK =
            Pattern.compile("@@ -\\d+(?:,(?<old>\\d+))? \\+(?<at>\\d+)(?:,(?<new>\\d+))? @@.*");
    private static final String NEW_NAME = "+++ ";

    private Patch() {}

    /**
     * The lines of each file, by its name below the root of the repository.
     *
     * @param patch one character a byte; names in it start with {@code b/}, odd ones are quoted
     */
    static Map<String, ChangedLines> lines(String patch) {
        Map<String, ChangedLines> files = new TreeMap<>();
        String file = "";
        String[] lines = patch.split("\n", -1);
        int at = 0;
        while (at < lines.length) {
            Matcher hunk = HUNK.matcher(lines[at]);
            if (lines[at].startsWith(NEW_NAME)) {
                file = name(lines[at].substring(NEW_NAME.length()));
                files.putIfAbsent(file, new ChangedLines(List.of(), List.of()));
            } else if (hunk.matches()) {
                int added = count(hunk.group("new"));
                int start = Integer.parseInt(hunk.group("at"));
                files.computeIfPresent(file, (name, known) -> known.plus(start, added));
                // the lines themselves may look like anything
                int left = count(hunk.group("old")) + added;
                while (left > 0 && at + 1 < lines.length) {
                    at++;
                    left -= lines[at].startsWith("\\") ? 0 : 1;
                }
            }
            at++;
        }
        return files;
    }

    private static int count(String written) {
        return written == null ? 1 : Integer.parseInt(written);
    }

    /** The name behind {@code b/}. Git ends a name with blanks by a tab, and quotes odd ones as C does. */
    private static String name(String written) {
        String text = written.endsWith("\t") ? written.substring(0, written.length() - 1) : written;
        String plain = text.startsWith("\"") ? unquoted(text.substring(1, text.length() - 1)) : text;
        return plain.startsWith("b/") ? plain.substring(2) : plain;
    }

    private static String unquoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '\\') {
                bytes.write(character);
                continue;
            }
            i++;
            char escaped = text.charAt(i);
            if (escaped >= '0' && escaped <= '3') {
                bytes.write(Integer.parseInt(text.substring(i, i + 3), 8));
                i += 2;
            } else {
                int letter = "abtnvfr".indexOf(escaped);
                bytes.write(letter < 0 ? escaped : 7 + letter);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
