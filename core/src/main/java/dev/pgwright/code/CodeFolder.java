package dev.pgwright.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Source files below folders. What others have written, what is generated and what tests a program is left out, unless it is
 * named itself.
 *
 * @param files in order
 * @param skipped how many source files were left out, by the name of the folder or kind that they are in
 */
public record CodeFolder(List<Path> files, TreeMap<String, Integer> skipped) {
    private static final int DEPTH = 32;
    private static final int HEAD = 4096;

    /** Nobody here has written what is in them. */
    private static final Set<String> FOREIGN = Set.of(
            "node_modules",
            "target",
            "build",
            "dist",
            "out",
            "vendor",
            "third_party",
            "venv",
            "site-packages",
            "__pycache__",
            "bower_components",
            "generated",
            "generated-sources",
            "bin",
            "obj",
            "coverage");

    /** Tests make bad statements on purpose. */
    private static final Set<String> TESTS = Set.of(
            "test",
            "tests",
            "__tests__",
            "spec",
            "specs",
            "testdata",
            "fixtures",
            "e2e",
            "integration-test",
            "androidtest",
            "testfixtures",
            "__mocks__",
            "mocks",
            "testing");

    public CodeFolder {
        files = List.copyOf(files);
    }

    /** The source files that paths name, or that lie below them. */
    public static CodeFolder of(List<Path> paths) throws IOException {
        Set<Path> files = new TreeSet<>();
        TreeMap<String, Integer> skipped = new TreeMap<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                walk(path, files, skipped);
            } else if (isCode(path)) {
                files.add(path);
            }
        }
        return new CodeFolder(new ArrayList<>(files), skipped);
    }

    /** Whether a file is read as application code. */
    public static boolean isCode(Path file) {
        return language(file).isPresent();
    }

    /** The language of a file by its name, or by its start where many things have such names. */
    public static Optional<CodeLanguage> language(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".xml") && MapperReader.isMapper(head(file))
                ? Optional.of(CodeLanguage.MYBATIS)
                : CodeLanguage.of(name);
    }

    private static String head(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(HEAD), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static void walk(Path folder, Set<Path> files, TreeMap<String, Integer> skipped) throws IOException {
        Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                String name = String.valueOf(entered.getFileName());
                boolean hidden = name.startsWith(".") && name.length() > 2;
                boolean left = hidden || FOREIGN.contains(name.toLowerCase(Locale.ROOT));
                return left && !entered.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && isCode(file)) {
                    String reason = test(folder.relativize(file));
                    if (reason.isEmpty()) {
                        files.add(file);
                    } else {
                        skipped.merge(reason, 1, Integer::sum);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What shows that a file tests a program; empty when nothing does. */
    private static String test(Path file) {
        Path folder = file.getParent();
        if (folder != null) {
            for (Path part : folder) {
                if (TESTS.contains(part.toString().toLowerCase(Locale.ROOT))) {
                    return part.toString();
                }
            }
        }
        String name = String.valueOf(file.getFileName());
        String base = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
        boolean test = base.endsWith("Test")
                || base.endsWith("Tests")
                || base.endsWith("IT")
                || base.endsWith("_test")
                || base.endsWith(".test")
                || base.endsWith(".spec")
                || base.startsWith("test_")
                || base.equals("conftest");
        if (test) {
            return "files of tests";
        }
        return base.endsWith(".min") || base.endsWith(".d") ? "generated files" : "";
    }

    /** {@code 12 in tests, 3 files of tests}; empty when nothing was left out. */
    public String left() {
        return skipped.entrySet().stream()
                .map(entry -> entry.getKey().contains(" ")
                        ? entry.getValue() + " " + entry.getKey()
                        : entry.getValue() + " in folders named " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
