package dev.pgwright.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Copying, removing and checking whole directories. */
final class FileTree {
    private FileTree() {}

    /** Sizes in bytes of all regular files and symbolic links (0), by path relative to the directory. */
    static Map<String, Long> sizes(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                sizes.put(relative(directory, file), attributes.isSymbolicLink() ? 0L : attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return sizes;
    }

    /** Writes down what belongs to a directory, one line per file: size in bytes, a space, the path. */
    static void writeManifest(Path manifest, Map<String, Long> sizes) throws IOException {
        List<String> lines = new ArrayList<>();
        sizes.forEach((path, size) -> lines.add(size + " " + path));
        Files.write(manifest, lines, StandardCharsets.UTF_8);
    }

    /** What {@link #writeManifest} wrote; empty when there is none or it is damaged. */
    static Map<String, Long> readManifest(Path manifest) {
        try {
            Map<String, Long> sizes = new TreeMap<>();
            for (String line : Files.readAllLines(manifest, StandardCharsets.UTF_8)) {
                int space = line.indexOf(' ');
                sizes.put(line.substring(space + 1), Long.valueOf(line.substring(0, Math.max(space, 0))));
            }
            return Collections.unmodifiableMap(sizes);
        } catch (IOException | NumberFormatException e) {
            return Map.of();
        }
    }

    /** Copies a directory's contents and returns the sizes of what it copied, as {@link #sizes} would. */
    static Map<String, Long> copy(Path from, Path to) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path target = to.resolve(from.relativize(directory).toString());
                if (!Files.isDirectory(target)) {
                    Files.createDirectory(target);
                    CacheDirectory.setPermissions(target, "rwx------");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                String path = relative(from, file);
                Files.copy(file, to.resolve(path));
                sizes.put(path, attributes.size());
                return FileVisitResult.CONTINUE;
            }
        });
        return sizes;
    }

    /** Removes a directory with all that is in it; it may vanish meanwhile, and what others still write to remains. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return vanished(failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    vanished(failure);
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }

            private FileVisitResult vanished(IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static String relative(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }
}
