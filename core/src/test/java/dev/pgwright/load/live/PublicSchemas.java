package dev.pgwright.load.live;

import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every schema beside the project and in its examples, as SQL that makes it. */
final class PublicSchemas {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Files that are run one after the other. */
    record Schema(String name, List<SourceFile> files) {}

    private PublicSchemas() {}

    private static Path corpora() {
        return Path.of(System.getProperty("pgwright.corpora", ""));
    }

    /** A schema for each file whose name ends like this. */
    static List<Schema> files(String folder, String end) {
        return paths(corpora().resolve(folder), path -> path.toString().endsWith(end)).stream()
                .map(path -> new Schema(corpora().relativize(path).toString(), List.of(read(path))))
                .toList();
    }

    /** A schema for each folder of scripts that are run one after the other. */
    static List<Schema> folders(String folder) {
        TreeMap<String, List<SourceFile>> folders = new TreeMap<>();
        for (Path path :
                paths(corpora().resolve(folder), path -> path.toString().endsWith(".sql"))) {
            folders.computeIfAbsent(path.getParent().toString(), unused -> new ArrayList<>())
                    .add(read(path));
        }
        return folders.entrySet().stream()
                .map(entry ->
                        new Schema(corpora().relativize(Path.of(entry.getKey())).toString(), entry.getValue()))
                .toList();
    }

    /** The history of a folder of migrations, as its tool runs it. */
    static List<Script> history(Path folder) {
        return Files.isDirectory(folder)
                ? MigrationFolder.read(List.of(folder), null).migrations().stream()
                        .map(migration -> migration.up())
                        .toList()
                : List.of();
    }

    /** The histories of our own examples. */
    static List<Schema> examples() {
        Path examples = Path.of(System.getProperty("pgwright.root"), "examples");
        Set<Path> folders = new HashSet<>();
        paths(examples, path -> path.toString().endsWith(".sql")).forEach(path -> folders.add(path.getParent()));
        return folders.stream()
                .sorted()
                .map(folder -> new Schema(
                        examples.relativize(folder).toString(),
                        history(folder).stream().map(Script::sql).toList()))
                .toList();
    }

    /** The different schemas of the cases of another tool, those that are made from and those that are wanted. */
    static List<Schema> cases() {
        List<Schema> schemas = new ArrayList<>();
        Path file = corpora().resolve("cases/sqldef_postgres.jsonl");
        Set<String> seen = new HashSet<>(Set.of(""));
        for (String line : Files.exists(file) ? read(file).text().lines().toList() : List.<String>of()) {
            JsonNode one = JSON.readTree(line);
            for (String field : List.of("current", "desired")) {
                String sql = one.path(field).asString("");
                if (seen.add(sql)) {
                    String name = one.path("file").asString("") + " "
                            + one.path("name").asString("") + " " + field;
                    schemas.add(new Schema(name, List.of(SourceFile.of(name, sql))));
                }
            }
        }
        return schemas;
    }

    private static List<Path> paths(Path folder, Predicate<Path> wanted) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile read(Path path) {
        try {
            return SourceFile.read(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
