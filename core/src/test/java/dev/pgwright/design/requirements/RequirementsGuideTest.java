package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The guide for people who write requirements files. */
class RequirementsGuideTest {
    private static String guide() {
        try {
            return Files.readString(Path.of(System.getProperty("pgwright.root", ".."), "docs", "requirements.md"));
        } catch (IOException e) {
            throw new IllegalStateException("the guide cannot be read", e);
        }
    }

    static Stream<String> keysAndWords() {
        return Stream.<Collection<String>>of(
                        Vocabulary.ROOT,
                        Vocabulary.PROJECT,
                        Vocabulary.ENTITY,
                        Vocabulary.ATTRIBUTE,
                        Vocabulary.RELATIONSHIP,
                        Vocabulary.ACCESS_PATTERN,
                        Vocabulary.DEPENDENCY,
                        Vocabulary.DERIVED,
                        Vocabulary.RULE,
                        Vocabulary.TYPES.keySet(),
                        Vocabulary.CARDINALITIES.keySet(),
                        Vocabulary.ON_DELETE.keySet(),
                        Vocabulary.PATTERN_KINDS.keySet(),
                        Vocabulary.OPERATORS.keySet(),
                        Vocabulary.CHANGES.keySet(),
                        Vocabulary.FUNCTIONS.keySet())
                .flatMap(Collection::stream)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("keysAndWords")
    void namesEveryKeyAndWord(String word) {
        assertThat(guide()).containsPattern("`[^`\n]*\\b" + word + "\\b[^`\n]*`");
    }

    @Test
    void showsFilesThatCanBeRead() {
        String[] blocks = guide().split("```yaml\n");
        long files = Stream.of(blocks)
                .map(block -> block.substring(0, Math.max(0, block.indexOf("```"))))
                .filter(block -> block.startsWith("pgwright: 1"))
                .peek(block -> assertThatCode(() -> RequirementsReader.read(SourceFile.of("guide.yaml", block)))
                        .doesNotThrowAnyException())
                .count();
        assertThat(files).isPositive();
    }
}
