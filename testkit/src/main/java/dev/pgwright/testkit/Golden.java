package dev.pgwright.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Compares text with a file under {@code src/test/resources} of the module under test. With
 * {@code -Dgolden.update=true} the file is written instead; look at the difference before committing it.
 */
public final class Golden {
    /** How many lines around the first difference are shown. */
    private static final int CONTEXT = 3;

    private Golden() {}

    /**
     * Fails unless the file has exactly this text.
     *
     * @param file relative to {@code src/test/resources}, such as {@code golden/marketplace.sql}
     */
    public static void check(String file, String actual) {
        check(Path.of("src", "test", "resources").resolve(file), actual, Boolean.getBoolean("golden.update"));
    }

    static void check(Path file, String actual, boolean update) {
        try {
            if (update) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual, StandardCharsets.UTF_8);
                return;
            }
            if (!Files.exists(file)) {
                throw new AssertionError("there is no golden file " + file
                        + "; -Dgolden.update=true writes it. It would be:\n" + actual);
            }
            String expected = Files.readString(file, StandardCharsets.UTF_8);
            if (!expected.equals(actual)) {
                throw new AssertionError(difference(file, expected, actual));
            }
        } catch (IOException e) {
            throw new AssertionError("the golden file " + file + " cannot be used", e);
        }
    }

    private static String difference(Path file, String expected, String actual) {
        List<String> wanted = lines(expected);
        List<String> got = lines(actual);
        int same = 0;
        while (same < Math.min(wanted.size(), got.size()) && wanted.get(same).equals(got.get(same))) {
            same++;
        }
        StringBuilder text = new StringBuilder("differs from " + file + " at line " + (same + 1)
                + "; if the new text is right, -Dgolden.update=true writes it\n");
        for (String line : wanted.subList(Math.max(0, same - CONTEXT), same)) {
            text.append("  ").append(line).append('\n');
        }
        append(text, "- ", wanted, same);
        append(text, "+ ", got, same);
        return text.toString();
    }

    private static void append(StringBuilder text, String mark, List<String> lines, int from) {
        for (String line : lines.subList(from, Math.min(lines.size(), from + CONTEXT))) {
            text.append(mark).append(line).append('\n');
        }
        if (from >= lines.size()) {
            text.append(mark).append("(end of text)\n");
        }
    }

    /** With what is invisible made visible: a missing final line break, carriage returns. */
    private static List<String> lines(String text) {
        return List.of(text.replace("\r", "\\r").split("\n", -1));
    }
}
