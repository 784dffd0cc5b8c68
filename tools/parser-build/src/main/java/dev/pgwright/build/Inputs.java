package dev.pgwright.build;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A hash over everything that decides what is generated. */
final class Inputs {
    private final MessageDigest digest;

    Inputs() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Inputs file(Path file) throws IOException {
        digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
        return this;
    }

    /** All classes of the jar or the folder that a class comes from; the same for both. */
    Inputs codeOf(Class<?> type) throws IOException {
        Path code;
        try {
            code = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        if (Files.isDirectory(code)) {
            return classesBelow(code);
        }
        try (FileSystem jar = FileSystems.newFileSystem(code)) {
            return classesBelow(jar.getPath("/"));
        }
    }

    private Inputs classesBelow(Path root) throws IOException {
        List<Path> classes;
        try (Stream<Path> all = Files.walk(root)) {
            classes = all.filter(path -> path.toString().endsWith(".class"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        for (Path file : classes) {
            file(file);
        }
        return this;
    }

    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
