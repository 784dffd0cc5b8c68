package dev.pgwright.load.migrations;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The files that were given, as a list: what lies below a folder, or single files. */
final class Folder {
    private static final Set<String> NOT_ENTERED = Set.of("node_modules", "target");
    private static final int DEPTH = 16;

    private final Path root;
    private final List<Entry> entries;
    private final boolean ofFiles;

    /**
     * A file.
     *
     * @param folder the folder it lies in, from the root with slashes; empty for the root itself
     * @param named whether the file itself was given, not a folder above it
     */
    record Entry(Path path, String folder, String name, boolean named) {
        boolean isSql() {
            return name.endsWith(".sql");
        }

        /** The last part of the folder. */
        String folderName() {
            return folder.substring(folder.lastIndexOf('/') + 1);
        }

        String parentFolder() {
            return folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
        }
    }

    private Folder(Path root, List<Entry> entries, boolean ofFiles) {
        this.root = root;
        this.entries = List.copyOf(entries);
        this.ofFiles = ofFiles;
    }

    static Folder of(List<Path> paths, Problems problems) {
        TreeSet<Path> files = new TreeSet<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                list(path, files, problems);
            } else {
                files.add(path);
            }
        }
        boolean single = paths.size() == 1 && Files.isDirectory(paths.get(0));
        Path root = single ? paths.get(0) : commonFolder(files);
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            entries.add(new Entry(file, folder(root, file), String.valueOf(file.getFileName()), paths.contains(file)));
        }
        return new Folder(root, entries, !single);
    }

    private static String folder(Path root, Path file) {
        Path parent = file.getParent();
        if (parent == null || parent.equals(root)) {
            return "";
        }
        // a full path and one from here have nothing in common
        Path from = parent.isAbsolute() == root.isAbsolute() ? root.relativize(parent) : parent;
        return from.toString().replace('\\', '/');
    }

    private static void list(Path folder, Set<Path> files, Problems problems) {
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                    String name = String.valueOf(entered.getFileName());
                    boolean hidden = name.startsWith(".") && name.length() > 2;
                    return !entered.equals(folder) && (hidden || NOT_ENTERED.contains(name))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (e instanceof FileSystemLoopException) {
                        problems.warning(
                                Problems.UNREADABLE,
                                Problems.at(file),
                                "the link leads to a folder above it and is not followed",
                                null);
                        return FileVisitResult.CONTINUE;
                    }
                    problems.error(Problems.UNREADABLE, Problems.at(file), Problems.unreadable(e), null);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            problems.error(Problems.UNREADABLE, Problems.at(folder), Problems.unreadable(e), null);
        }
    }

    private static Path commonFolder(Set<Path> files) {
        Path common = null;
        for (Path file : files) {
            Path parent = file.getParent() == null ? Path.of("") : file.getParent();
            while (common != null
                    && !parent.startsWith(common)
                    && !common.toString().isEmpty()) {
                common = common.getParent() == null ? Path.of("") : common.getParent();
            }
            common = common == null ? parent : common;
        }
        return common == null ? Path.of("") : common;
    }

    Path root() {
        return root;
    }

    List<Entry> entries() {
        return entries;
    }

    /** The name of the folder a file lies in, also when the file's path does not tell it. */
    static String nameOfFolder(Path file) {
        Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null || parent.getFileName() == null
                ? ""
                : parent.getFileName().toString();
    }

    /** Whether single files were given: then their folders say nothing about what else there is. */
    boolean isOfFiles() {
        return ofFiles;
    }

    Optional<Entry> find(String folder, String name) {
        return entries.stream()
                .filter(entry -> entry.folder().equals(folder) && entry.name().equals(name))
                .findFirst();
    }

    /**
     * The files of the one folder that a tool reads, which it does not leave: the root if it has any, else the only one
     * below that has. Of files that were given one by one, all.
     */
    List<Entry> ofOneFolder(Predicate<Entry> wanted, Problems problems) {
        Map<String, List<Entry>> byFolder = new TreeMap<>();
        for (Entry entry : entries) {
            if (wanted.test(entry)) {
                byFolder.computeIfAbsent(entry.folder(), folder -> new ArrayList<>())
                        .add(entry);
            }
        }
        if (ofFiles) {
            return byFolder.values().stream().flatMap(List::stream).toList();
        }
        List<Entry> own = byFolder.get("");
        if (own != null) {
            return own;
        }
        if (byFolder.size() > 1) {
            problems.error(
                    Problems.NONE,
                    Problems.at(root),
                    "several folders below hold migrations: " + String.join(", ", byFolder.keySet()),
                    "Give one of them; the tool reads one folder");
            return List.of();
        }
        return byFolder.values().stream().flatMap(List::stream).toList();
    }
}
