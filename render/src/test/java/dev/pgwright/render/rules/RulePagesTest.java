package dev.pgwright.render.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RulePagesTest {
    private static final Path FOLDER = Path.of("..", "docs", "rules");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)]+)\\)");

    @Test
    void documentationHasThePagesAsTheyAreGenerated() throws IOException {
        SortedMap<String, String> pages = RulePages.all();
        pages.forEach((name, text) -> Golden.assertFileMatches(FOLDER.resolve(name), text));
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> there =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertThat(there).isEqualTo(pages.keySet());
        }
    }

    @Test
    void everyLinkLeadsToAPage() {
        SortedMap<String, String> pages = RulePages.all();
        pages.forEach((name, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                assertThat(pages.keySet()).as(name).contains(link.group(1));
            }
        });
    }

    @Test
    void everyPageShowsExamplesOfBothKinds() {
        SortedMap<String, String> pages = RulePages.all();
        pages.remove(RulePages.INDEX);
        assertThat(pages.values()).allSatisfy(page -> {
            assertThat(page.split("```", -1).length).isGreaterThan(10);
            assertThat(page).doesNotContain("-- @", "// @");
        });
    }
}
