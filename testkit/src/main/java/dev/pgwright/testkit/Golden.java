package dev.pgwright.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Output that is as it should be, kept in files that people review: {@code src/test/resources/golden} of the module
 * under test. After an intended change {@code -Dpgwright.golden.update} writes them anew.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean UPDATE = System.getProperty("pgwright.golden.update") != null;
    /** How many lines around the first difference are shown. */
    private static final int CONTEXT = 3;

    private Golden() {}

    /**
     * Fails unless the golden file has exactly this text.
     *
     * @param name the file below the golden folder, such as {@code help/design.txt}
     */
    public static void assertMatches(String name, String actual) {
        check(FOLDER.resolve(name), actual, UPDATE);
    }

    /** Fails unless a generated file outside the golden folder, such as a page of the documentation, has exactly this text. */
    public static void assertFileMatches(Path file, String actual) {
        check(file, actual, UPDATE);
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
                        + "; -Dpgwright.golden.update writes it. It would be:\n" + actual);
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
                + "; if the new text is right, -Dpgwright.golden.update writes it\n");
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
