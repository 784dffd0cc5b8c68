package dev.pgwright.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every leaf of every decision has a test that names it: a new leaf without one fails here. */
class DecisionLeavesTest {
    private static final Path CORE = Path.of(System.getProperty("pgwright.root"), "core");

    @Test
    void everyLeafIsNamedInATestOfItsDecision() throws Exception {
        List<String> untested = new ArrayList<>();
        List<String> decisions = decisions();
        for (String decision : decisions) {
            List<String> tests = tests(decision.substring(decision.lastIndexOf('.') + 1));
            for (Object leaf : Class.forName(decision + "$Leaf").getEnumConstants()) {
                if (tests.stream().noneMatch(test -> test.matches("(?s).*\\b" + leaf + "\\b.*"))) {
                    untested.add(decision + " " + leaf);
                }
            }
        }
        assertThat(decisions).hasSizeGreaterThan(25);
        assertThat(untested).isEmpty();
    }

    private static List<String> decisions() throws IOException {
        List<String> names = new ArrayList<>();
        for (String room : List.of("decide", "volume")) {
            try (Stream<Path> classes = Files.list(CORE.resolve("target/classes/dev/pgwright/design/" + room))) {
                classes.map(path -> path.getFileName().toString())
                        .filter(name -> name.endsWith("$Leaf.class"))
                        .sorted()
                        .forEach(name ->
                                names.add("dev.pgwright.design." + room + "." + name.substring(0, name.indexOf('$'))));
            }
        }
        return names;
    }

    /** The texts of the tests that speak of a decision. */
    private static List<String> tests(String decision) throws IOException {
        try (Stream<Path> files = Files.walk(CORE.resolve("src/test/java/dev/pgwright/design"))) {
            return files.filter(path -> path.toString().endsWith(".java"))
                    .map(DecisionLeavesTest::text)
                    .filter(text -> text.contains(decision))
                    .toList();
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
