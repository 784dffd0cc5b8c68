package dev.pgwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Output that is as it should be, kept in files that people review: {@code src/test/resources/golden} of the module
 * under test. After an intended change {@code -Dpgwright.golden.update} writes them anew.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
    private static final boolean UPDATE = System.getProperty("pgwright.golden.update") != null;

    private Golden() {}

    /**
     * Compares text with a golden file.
     *
     * @param name the file below the golden folder, such as {@code help/design.txt}
     */
    public static void assertMatches(String name, String actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (UPDATE) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual, StandardCharsets.UTF_8);
                return;
            }
            assertThat(file)
                    .as("golden file; -Dpgwright.golden.update writes it")
                    .exists();
            assertThat(actual)
                    .as("as in %s; -Dpgwright.golden.update accepts a change", file)
                    .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException("golden file " + file, failure);
        }
    }
}
