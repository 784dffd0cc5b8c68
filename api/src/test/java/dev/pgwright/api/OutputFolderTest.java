package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
    @TempDir
    Path folder;

    private void write(Path to, Map<String, String> files) {
        new OutputFolder(to).write(new TreeMap<>(files), false);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString();
                if (!name.startsWith(".pgwright/manifest")) {
                    found.put(name, Files.readString(path));
                }
            }
        }
        return found;
    }

    /** What is there when a run ends after it has put some of its files in place. */
    private void killedWhileWriting(Map<String, String> files, String moved) throws IOException {
        Path other = folder.resolveSibling(folder.getFileName() + "-other");
        write(other, files);
        Files.move(other.resolve(moved), folder.resolve(moved), StandardCopyOption.REPLACE_EXISTING);
        Files.move(other, folder.resolve(".pgwright/new-1"));
    }

    @Test
    void aRunAfterOneThatWasKilledIsAsIfThatHadNotBeen() throws IOException {
        write(folder, Map.of("a.sql", "first", "b.sql", "first", "old.sql", "first"));
        killedWhileWriting(Map.of("a.sql", "second", "b.sql", "second", "new.sql", "second"), "a.sql");

        write(folder, Map.of("a.sql", "third", "b.sql", "third"));

        assertThat(files(folder)).isEqualTo(Map.of("a.sql", "third", "b.sql", "third"));
    }

    @Test
    void whatAPersonHasEditedIsKeptAfterAKilledRunToo() throws IOException {
        write(folder, Map.of("a.sql", "first", "b.sql", "first"));
        killedWhileWriting(Map.of("a.sql", "second", "b.sql", "second"), "a.sql");
        Files.writeString(folder.resolve("b.sql"), "mine");

        assertThatThrownBy(() -> write(folder, Map.of("a.sql", "third", "b.sql", "third")))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("the file was edited since pgwright wrote it");
        assertThat(folder.resolve("a.sql")).hasContent("second");
    }

    @Test
    void nothingIsThereAfterAFailureWhereNothingWas() {
        Path deep = folder.resolve("some/where");

        // the name of a file and of a folder
        assertThatThrownBy(() -> write(deep, Map.of("a", "text", "a/b", "text")))
                .isInstanceOf(PgwrightException.class)
                .hasMessageContaining("the folder cannot be written");

        assertThat(folder).isEmptyDirectory();
        assertThatThrownBy(() -> write(folder, Map.of("a", "text", "a/b", "text")))
                .isInstanceOf(PgwrightException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatWasThereIsThereAfterAFailure() throws IOException {
        write(folder, Map.of("a", "first"));

        assertThatThrownBy(() -> write(folder, Map.of("a", "second", "a/b", "second")))
                .isInstanceOf(PgwrightException.class);

        assertThat(files(folder)).isEqualTo(Map.of("a", "first"));
    }
}
