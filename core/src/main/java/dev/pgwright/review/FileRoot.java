package dev.pgwright.review;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Names files the same wherever pgwright was started: relative to the root of a repository, with {@code /}.
 *
 * @param root absolute
 * @param workingDirectory what relative names of files are relative to; absolute
 */
public record FileRoot(Path root, Path workingDirectory) {
    public FileRoot {
        root = root.normalize();
        workingDirectory = workingDirectory.normalize();
    }

    /** Names that are relative to a folder, and stay so. */
    public static FileRoot of(Path root) {
        return new FileRoot(root, root);
    }

    /** The name below the root; a file outside of it has its whole path. */
    public String name(String file) {
        if (file.isEmpty()) {
            return file;
        }
        Path path;
        try {
            path = workingDirectory.resolve(file).normalize();
        } catch (InvalidPathException e) {
            return file;
        }
        Path shown = path.startsWith(root) && !path.equals(root) ? root.relativize(path) : path;
        return shown.toString().replace(shown.getFileSystem().getSeparator(), "/");
    }
}
