package dev.pgwright.load.live;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public schemas that lie beside the project; tests that need one are skipped where they do not. */
final class Corpora {
    private Corpora() {}

    static SourceFile schema(String name) {
        Path path =
                Path.of(System.getProperty("pgwright.corpora", ""), "schemas").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(path), () -> "skipped: there is no " + path);
        try {
            return SourceFile.of(name, SourceFile.read(path).text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
