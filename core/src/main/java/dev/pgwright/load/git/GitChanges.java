package dev.pgwright.load.git;

import dev.pgwright.finding.PgwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What changed in a repository since a revision.
 *
 * @param root the folder of the repository
 * @param files the changed lines of each file that is there, by its absolute path
 */
public record GitChanges(Path root, SortedMap<Path, ChangedLines> files) {
    public GitChanges {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * What changed.
     *
     * @param directory a folder of the repository
     * @param revision a branch, tag or commit, for what the working tree, untracked files included, adds to where it
     *     forked from there; or two of them as {@code A..B} or {@code A...B}, as {@code git diff} takes them
     * @param paths files and folders to look at; none for the whole repository
     * @throws PgwrightException when there is no git, no repository, or no such revision
     */
    public static GitChanges since(Path directory, String revision, List<Path> paths) {
        Git git = new Git(directory);
        Git.Answer top = git.run(List.of("rev-parse", "--show-toplevel"));
        if (!top.succeeded()) {
            throw Git.fault(
                    directory + " is in no git repository: " + top.error().strip(),
                    "--diff needs the repository's history; run pgwright inside of it",
                    null);
        }
        Path root = Path.of(utf8(top.output().stripTrailing()));
        boolean range = revision.contains("..");
        SortedMap<Path, ChangedLines> files = new TreeMap<>();
        List<String> diff = new ArrayList<>(List.of(
                "diff",
                "-U0",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--text",
                "--no-relative",
                // to the tools that run migrations another name is another migration
                "--no-renames",
                "--ignore-submodules",
                "--diff-filter=AM",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                range ? checkedRange(git, revision) : fork(git, revision),
                "--"));
        paths.forEach(path -> diff.add(path.toString()));
        Map<String, ChangedLines> changed = Patch.lines(git.output(diff));
        changed.forEach((name, lines) -> files.put(root.resolve(name), lines));
        if (!range) {
            untracked(git, root, paths).forEach(file -> files.put(file, ChangedLines.ALL));
        }
        return new GitChanges(root, files);
    }

    /** Whether the file is among those that changed. */
    public boolean touches(Path file) {
        return files.containsKey(real(file));
    }

    /** Whether the change touches these lines of a file, from 1 and both included. */
    public boolean touches(Path file, int first, int last) {
        ChangedLines lines = files.get(real(file));
        return lines != null && lines.touches(first, last);
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            // it is not there: nothing of it changed
            return file.toAbsolutePath().normalize();
        }
    }

    /** The commit where the working tree's history left the revision's: what came there later is no change of ours. */
    private static String fork(Git git, String revision) {
        String commit = commit(git, revision);
        Git.Answer base = git.run(List.of("merge-base", commit, "HEAD"));
        return base.succeeded() ? base.output().strip() : commit;
    }

    private static String checkedRange(Git git, String range) {
        for (String end : range.split("\\.{2,3}", 2)) {
            if (!end.isEmpty()) {
                commit(git, end);
            }
        }
        if (range.startsWith("-")) {
            throw unknown(range);
        }
        return range;
    }

    private static String commit(Git git, String revision) {
        if (revision.isBlank() || revision.startsWith("-")) {
            throw unknown(revision);
        }
        Git.Answer commit = git.run(List.of("rev-parse", "--verify", "--quiet", revision + "^{commit}"));
        if (!commit.succeeded()) {
            throw unknown(revision);
        }
        return commit.output().strip();
    }

    private static PgwrightException unknown(String revision) {
        return Git.fault(
                "git knows no revision '" + revision + "'",
                "Name a branch, tag or commit; in CI fetch it first, as a shallow clone does not have it",
                null);
    }

    private static List<Path> untracked(Git git, Path root, List<Path> paths) {
        List<String> command =
                new ArrayList<>(List.of("ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"));
        if (paths.isEmpty()) {
            command.add(":/");
        }
        paths.forEach(path -> command.add(path.toString()));
        List<Path> files = new ArrayList<>();
        for (String name : git.output(command).split("\0")) {
            if (!name.isEmpty()) {
                files.add(root.resolve(utf8(name)));
            }
        }
        return files;
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
