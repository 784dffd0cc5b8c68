package dev.pgwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenTest {
    @TempDir
    Path folder;

    @Test
    void theSameTextPasses() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "ä\nb\n");
        Golden.check(file, "ä\nb\n", false);
    }

    @Test
    void aDifferenceIsShownWithItsLineAndSurroundings() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one\ntwo\nthree\nfour\n");
        assertThatThrownBy(() -> Golden.check(file, "one\ntwo\nTHREE\nfour\n", false))
                .isInstanceOf(AssertionError.class)
                .hasMessage("differs from " + file + """
                         at line 3; if the new text is right, -Dpgwright.golden.update writes it
                          one
                          two
                        - three
                        - four
                        - \n\
                        + THREE
                        + four
                        + \n\
                        """);
    }

    @Test
    void aMissingLineBreakAtTheEndIsADifference() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "one\n");
        assertThatThrownBy(() -> Golden.check(file, "one", false))
                .hasMessageContaining("at line 2")
                .hasMessageContaining("+ (end of text)");
    }

    @Test
    void aMissingFileIsSaidAndUpdatingWritesIt() throws IOException {
        Path file = folder.resolve("deep/er/a.txt");
        assertThatThrownBy(() -> Golden.check(file, "new", false)).hasMessageContaining("there is no golden file");
        Golden.check(file, "new", true);
        assertThat(Files.readString(file)).isEqualTo("new");
    }
}
