package dev.pgwright.api;

import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One file to write: whole or not at all, and never over what a person may still want. */
public final class OutputFile {
    private final Path path;
    private final String ending;

    private OutputFile(Path path, String ending) {
        this.path = path;
        this.ending = ending;
    }

    /**
     * Refuses what could not be written before any work is done.
     *
     * @param endings those that are understood, without the dot
     * @throws PgwrightException if the name ends otherwise, or its folder is not there or cannot be written to
     */
    static OutputFile of(Path path, Collection<String> endings) {
        String name = String.valueOf(path.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String known = new TreeSet<>(endings).stream().map(end -> "." + end).collect(Collectors.joining(", "));
        if (!name.contains(".") || !endings.contains(ending)) {
            String near = name.contains(".")
                    ? DidYouMean.nearest(ending, endings)
                            .map(end -> "did you mean '." + end + "'? ")
                            .orElse("")
                    : "";
            throw fault(path, "what to write cannot be told from this name", near + "end it with one of " + known);
        }
        checkPlace(path);
        return new OutputFile(path, ending);
    }

    /**
     * Writes a report or another file that a command makes anew each time, over whatever is there.
     *
     * @throws PgwrightException if its folder is not there or cannot be written to
     */
    public static void replace(Path path, String text) {
        checkPlace(path);
        new OutputFile(path, "").write(text, true);
    }

    private static void checkPlace(Path path) {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw fault(path, "there is no such folder: " + folder, "make it first, or name another file");
        }
        if (Files.isDirectory(path)) {
            throw fault(path, "this is a folder", "name a file in it");
        }
        if (!Files.isWritable(folder)) {
            throw fault(path, "no permission to write to " + folder, "name a file in another folder");
        }
    }

    String ending() {
        return ending;
    }

    /**
     * Writes the text.
     *
     * @param force whatever is there already
     * @throws PgwrightException if a file with other contents is there, or the disk refuses
     */
    void write(String text, boolean force) {
        write(text.getBytes(StandardCharsets.UTF_8), force);
    }

    /** As {@link #write(String, boolean)}, for what is no text. */
    void write(byte[] content, boolean force) {
        try {
            if (!force && Files.exists(path) && !Arrays.equals(Files.readAllBytes(path), content)) {
                throw new PgwrightException(
                        ErrorCode.REFUSED,
                        Place.of(path.toString()),
                        "the file is there already and would be overwritten",
                        "--force overwrites it");
            }
            // a link stays a link: what it leads to is replaced
            Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            // no temporary file of Java's: nobody else could read it, and it would stay like that
            Path fresh = target.resolveSibling(".pgwright-" + UUID.randomUUID() + "-" + target.getFileName());
            try {
                Files.write(fresh, content, StandardOpenOption.CREATE_NEW);
                keepPermissions(target, fresh);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.USAGE,
                    Place.of(path.toString()),
                    "the file cannot be written: " + e.getMessage(),
                    "check space and permissions, or name another file",
                    e);
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
        if (view != null && Files.exists(from)) {
            Files.setPosixFilePermissions(to, view.readAttributes().permissions());
        }
    }

    private static PgwrightException fault(Path path, String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.USAGE, Place.of(path.toString()), message, hint);
    }
}
