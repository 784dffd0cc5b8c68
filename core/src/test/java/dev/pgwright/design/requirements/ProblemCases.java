package dev.pgwright.design.requirements;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads tables of cases. A case is a title behind {@code ###}, a requirements file, {@code >>>}, and either
 * {@code fine} or its problems: {@code line:column message}, each followed by its hint on an indented line.
 */
final class ProblemCases {
    private ProblemCases() {}

    record Case(String title, String file, String expected) {
        @Override
        public String toString() {
            return title;
        }
    }

    static List<Case> read(String resource) {
        try (InputStream in = ProblemCases.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Case> parse(String text) {
        List<Case> cases = new ArrayList<>();
        for (String part : text.split("(?m)^### ")) {
            if (part.isBlank()) {
                continue;
            }
            int titleEnd = part.indexOf('\n');
            int separator = part.indexOf("\n>>>\n");
            String file = part.substring(titleEnd + 1, Math.max(titleEnd + 1, separator + 1));
            cases.add(new Case(part.substring(0, titleEnd), file, part.substring(separator + 5)));
        }
        return cases;
    }

    /** What reading the file really gives, in the form of the table. */
    static String actual(String file) {
        try {
            RequirementsReader.read(SourceFile.of("shop.yaml", file));
            return "fine\n";
        } catch (PgwrightException e) {
            StringBuilder shown = new StringBuilder();
            for (Problem problem : e.problems()) {
                shown.append(problem.place().position())
                        .append(' ')
                        .append(problem.message())
                        .append('\n');
                if (problem.hint() != null) {
                    shown.append("    ").append(problem.hint()).append('\n');
                }
            }
            return shown.toString();
        }
    }
}
