package dev.pgwright.design;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.RequirementsReader;
import dev.pgwright.design.write.QueryWriter;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Designs from requirements written in a test. */
public final class Designs {
    private Designs() {}

    public static Requirements requirements(String yaml) {
        return RequirementsReader.read(SourceFile.of("requirements.yaml", "pgwright: 1\n" + yaml));
    }

    public static Design of(String yaml) {
        return SchemaDesigner.design(requirements(yaml));
    }

    /** The names of the examples that are requirements, in order. */
    public static List<String> exampleNames() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("pgwright.root"), "examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("requirements.yaml")))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    public static Design ofExample(String name) {
        Path file = Path.of(System.getProperty("pgwright.root"), "examples", name, "requirements.yaml");
        try {
            return SchemaDesigner.design(RequirementsReader.read(SourceFile.read(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An example as if it were for another version. */
    public static Design ofExample(String name, int postgres) {
        Path file = Path.of(System.getProperty("pgwright.root"), "examples", name, "requirements.yaml");
        try {
            String text = Files.readString(file).replaceFirst("postgres: [0-9]+", "postgres: " + postgres);
            return SchemaDesigner.design(RequirementsReader.read(SourceFile.of(name + ".yaml", text)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public static Table table(Design design, String name) {
        String schema = design.mapping().requirements().project().schema();
        return design.catalog().table(QualifiedName.of(schema, name)).orElseThrow();
    }

    public static DesignedQuery query(Design design, String name) {
        return QueryWriter.queries(design).stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
