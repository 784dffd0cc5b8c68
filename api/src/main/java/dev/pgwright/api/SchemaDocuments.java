package dev.pgwright.api;

import dev.pgwright.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files beside migrations that describe their schema. */
final class SchemaDocuments {
    private static final List<String> NAMES = List.of("schema.dbml", "ARCHITECTURE.md");

    private SchemaDocuments() {}

    /**
     * Looks for each name in the folder, in those above it as far as its repository goes, and in their {@code docs}; the
     * nearest counts. Outside of a repository only the folder and the one above it are looked at.
     */
    static List<SourceFile> near(Path folder) {
        List<Path> places = places(folder.toAbsolutePath().normalize());
        return NAMES.stream()
                .flatMap(name -> places.stream()
                        .flatMap(place -> Stream.of(
                                place.resolve(name), place.resolve("docs").resolve(name)))
                        .filter(Files::isRegularFile)
                        .limit(1))
                .map(SchemaDocuments::read)
                .toList();
    }

    private static List<Path> places(Path folder) {
        List<Path> places = new ArrayList<>();
        for (@Nullable Path place = folder; place != null; place = place.getParent()) {
            places.add(place);
            if (Files.exists(place.resolve(".git"))) {
                return places;
            }
        }
        return places.subList(0, Math.min(2, places.size()));
    }

    /** By the name that somebody in the working directory would write. */
    private static SourceFile read(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return SchemaSource.read(file.startsWith(here) ? here.relativize(file) : file);
    }
}
