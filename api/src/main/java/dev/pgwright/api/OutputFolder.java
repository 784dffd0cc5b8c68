package dev.pgwright.api;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a folder of generated files as a whole: all of them or none. A manifest remembers what was written, so that a
 * file which a person has edited since is recognised and not overwritten.
 */
final class OutputFolder {
    /** In the form of {@code sha256sum}: run {@code sha256sum -c} in the folder to see what was edited. */
    private static final String MANIFEST = ".pgwright/manifest.sha256";

    private static final String OWN = ".pgwright";
    private static final String UNFINISHED = "new-";

    private final Path folder;
    private final Path given;

    OutputFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.given = folder;
    }

    /**
     * Refuses before any work is done what {@link #write} would refuse whatever the contents.
     *
     * @throws PgwrightException if the place is taken by a file or cannot be written to
     */
    void check() {
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (existing == null || !Files.isDirectory(existing)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(folder.toString()),
                    "cannot write a folder here: " + existing + " is a file",
                    "name another folder with -o");
        }
        if (!Files.isWritable(existing)) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(folder.toString()),
                    "cannot write a folder here: no permission to write to " + existing,
                    "name another folder with -o");
        }
    }

    /**
     * Writes the files and removes what an earlier run wrote and this one does not.
     *
     * @param files path within the folder to text
     * @param force overwrite files that were edited or that pgwright did not write
     * @throws PgwrightException if files would be lost, with all their names; nothing is written then
     */
    void write(SortedMap<String, String> files, boolean force) {
        try {
            List<Path> unfinished = unfinished();
            List<Map<String, String>> known = new ArrayList<>(List.of(manifest(folder)));
            for (Path left : unfinished) {
                known.add(manifest(left));
            }
            List<Problem> edited = force ? List.of() : edited(files, known);
            if (!edited.isEmpty()) {
                throw new PgwrightException(ErrorCode.REFUSED, edited);
            }
            Path made = firstMissing();
            try {
                replace(files);
            } catch (IOException e) {
                if (made != null) {
                    removeTree(made);
                }
                throw e;
            }
            for (Map<String, String> earlier : known) {
                removeStale(files, earlier);
            }
            for (Path left : unfinished) {
                removeTree(left);
            }
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(folder.toString()),
                    "the folder cannot be written: " + e.getMessage(),
                    "check space and permissions, or name another folder with -o",
                    e);
        }
    }

    /** The manifest comes last: until then, what a run that is killed has put in place is told by the one that it leaves behind. */
    private void replace(SortedMap<String, String> files) throws IOException {
        Files.createDirectories(folder.resolve(OWN));
        Path fresh = Files.createTempDirectory(folder.resolve(OWN), UNFINISHED);
        try {
            write(fresh, MANIFEST, manifestOf(files));
            for (Map.Entry<String, String> file : files.entrySet()) {
                write(fresh, file.getKey(), file.getValue());
            }
            for (String file : files.keySet()) {
                move(fresh, file);
            }
            move(fresh, MANIFEST);
        } finally {
            removeTree(fresh);
        }
    }

    private static void write(Path root, String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void move(Path from, String file) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(target.getParent());
        Files.move(from.resolve(file), target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What runs that were killed have left behind. */
    private List<Path> unfinished() throws IOException {
        if (!Files.isDirectory(folder.resolve(OWN))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(folder.resolve(OWN))) {
            return paths.filter(path -> path.getFileName().toString().startsWith(UNFINISHED))
                    .sorted()
                    .toList();
        }
    }

    /** The outermost folder that is not there yet, or null if all are. */
    private @Nullable Path firstMissing() {
        Path missing = null;
        for (Path path = folder.resolve(OWN); path != null && !Files.exists(path); path = path.getParent()) {
            missing = path;
        }
        return missing;
    }

    /**
     * How the folder differs from what would be written: {@code different: path}, {@code missing: path} and, for what
     * an earlier run wrote and this one would not, {@code left over: path}.
     *
     * @param ignored paths whose contents do not matter
     */
    List<String> differences(SortedMap<String, String> files, Predicate<String> ignored) {
        try {
            List<String> found = new ArrayList<>();
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey());
                if (ignored.test(file.getKey())) {
                    continue;
                }
                if (!Files.exists(path)) {
                    found.add("missing: " + given.resolve(file.getKey()));
                } else if (!Arrays.equals(
                        Files.readAllBytes(path), file.getValue().getBytes(StandardCharsets.UTF_8))) {
                    found.add("different: " + given.resolve(file.getKey()));
                }
            }
            for (String known : manifest(folder).keySet()) {
                if (!files.containsKey(known) && !ignored.test(known) && Files.exists(folder.resolve(known))) {
                    found.add("left over: " + given.resolve(known));
                }
            }
            return found;
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(folder.toString()),
                    "the folder cannot be read: " + e.getMessage(),
                    null,
                    e);
        }
    }

    private List<Problem> edited(Map<String, String> files, List<Map<String, String>> known) throws IOException {
        List<Problem> edited = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (Files.exists(path)) {
                String found = sha256(Files.readAllBytes(path));
                boolean same = found.equals(sha256(file.getValue().getBytes(StandardCharsets.UTF_8)));
                if (!same && known.stream().noneMatch(earlier -> found.equals(earlier.get(file.getKey())))) {
                    edited.add(new Problem(
                            Place.of(path.toString()),
                            known.stream().anyMatch(earlier -> earlier.containsKey(file.getKey()))
                                    ? "the file was edited since pgwright wrote it, and would be overwritten"
                                    : "the file was not written by pgwright, and would be overwritten",
                            "--force overwrites it; -o names another folder"));
                }
            }
        }
        return edited;
    }

    private void removeStale(Map<String, String> files, Map<String, String> known) throws IOException {
        for (Map.Entry<String, String> old : known.entrySet()) {
            Path path = folder.resolve(old.getKey()).normalize();
            boolean ours = path.startsWith(folder) && !files.containsKey(old.getKey()) && Files.isRegularFile(path);
            if (ours && sha256(Files.readAllBytes(path)).equals(old.getValue())) {
                Files.delete(path);
            }
        }
    }

    private static SortedMap<String, String> manifest(Path root) throws IOException {
        SortedMap<String, String> known = new TreeMap<>();
        Path path = root.resolve(MANIFEST);
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path)) {
                String[] parts = line.split("  ", 2);
                if (parts.length == 2) {
                    known.put(parts[1], parts[0]);
                }
            }
        }
        return known;
    }

    private static String manifestOf(Map<String, String> files) {
        StringBuilder text = new StringBuilder();
        files.forEach((name, content) -> text.append(sha256(content.getBytes(StandardCharsets.UTF_8)))
                .append("  ")
                .append(name)
                .append('\n'));
        return text.toString();
    }

    private static void removeTree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
