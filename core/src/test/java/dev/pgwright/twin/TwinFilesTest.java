package dev.pgwright.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwinFilesTest {
    @Test
    void aRelationOfFiveHundredGigabytesIsFiveHundredFilesAndTakesNoDisk(@TempDir Path directory) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        Path file = Files.createFile(directory.resolve("16384"));
        long pages = 500L * 131_072 + 7;
        RelationFiles.extend(file, pages);
        List<Path> parts;
        try (Stream<Path> list = Files.list(directory)) {
            parts = list.toList();
        }
        assertThat(parts).hasSize(501);
        assertThat(file).hasSize(1L << 30);
        assertThat(directory.resolve("16384.499")).hasSize(1L << 30);
        assertThat(directory.resolve("16384.500")).hasSize(7 * 8192);
        assertThat(free - Files.getFileStore(directory).getUsableSpace()).isLessThan(1L << 30);
    }

    @Test
    void aFileThatIsLargerAlreadyStays(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("1"), new byte[3 * 8192]);
        RelationFiles.extend(file, 2);
        assertThat(file).hasSize(3 * 8192);
    }

    /** Heights of real trees: bigint keys, 20 bytes an entry, 366 of them on a leaf. */
    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "100, 2, 0",
        "1000, 5, 1",
        "100000, 276, 1",
        "1000000, 2745, 2",
        "20000000, 54840, 2",
        "100000000, 274194, 3"
    })
    void aTreeIsAsHighAsItsPagesNeed(double rows, long pages, int height) {
        assertThat(BtreePages.height(rows, pages)).isEqualTo(height);
    }
}
