package dev.pgwright.dbml;

import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files come from that a file takes from with {@code use}. */
@FunctionalInterface
public interface DbmlFiles {
    /** No others than the one at hand. */
    DbmlFiles NONE = path -> Optional.empty();

    /** Those on disk. */
    DbmlFiles ON_DISK = path -> Files.isRegularFile(path) ? Optional.of(SourceFile.read(path)) : Optional.empty();

    /**
     * A file; empty where there is none.
     *
     * @param path relative as the name of the first file is, without {@code .} and {@code ..}
     * @throws IOException when it is there and cannot be read as UTF-8
     */
    Optional<SourceFile> read(Path path) throws IOException;
}
