package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.Count;
import dev.pgwright.render.docs.Documentation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** A data dictionary of a schema, wherever it comes from. */
public final class DocumentSchema {
    private DocumentSchema() {}

    /** What the documentation is written as. */
    public enum Format {
        /** A site of plain files that needs no server. */
        HTML,
        /** For repositories, as code hosts show it. */
        MARKDOWN
    }

    /**
     * What to write about.
     *
     * @param from a DBML or SQL file, a folder of SQL files, or an address as libpq takes it
     * @param folder where the files are, or are to be
     * @param check write nothing, but say which files of the folder are not as the schema is now
     * @param force overwrite files that were edited or that pgwright did not write
     * @param reading who says what files mean
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String from,
            Path folder,
            Format format,
            boolean check,
            boolean force,
            FileReading reading,
            Map<String, String> environment) {}

    /**
     * What came of it.
     *
     * @param differences of a check: what is missing, different or left over, in words with the file's path; empty when
     *     the folder is as it should be, or was written
     */
    public record Result(Path folder, Catalog catalog, int files, List<String> differences) {}

    /**
     * Reads the schema and writes the folder as a whole, or checks it. Sizes, which only a database has, are in a file
     * of their own and no difference.
     *
     * @throws dev.pgwright.finding.PgwrightException if the source cannot be read or refused by PostgreSQL, or the
     *     folder would lose somebody's work; nothing is written then
     */
    public static Result run(Request request, Progress progress) {
        OutputFolder folder = new OutputFolder(request.folder());
        folder.check();
        SchemaSource.Schema schema = SchemaSource.of(request.from(), request.reading(), request.environment())
                .loadWithSizes(progress);
        Documentation.Subject subject =
                new Documentation.Subject(schema.title(), schema.catalog(), schema.areas(), schema.sizes());
        SortedMap<String, String> files;
        List<String> differences = List.of();
        try (Progress.Step step = progress.step((request.check() ? "Check " : "Write ") + request.folder())) {
            files = request.format() == Format.HTML ? Documentation.html(subject) : Documentation.markdown(subject);
            if (request.check()) {
                differences = folder.differences(files, Documentation::isMeasured);
            } else {
                folder.write(files, request.force());
            }
            step.done(Count.of(files.size(), "file"));
        }
        return new Result(request.folder(), schema.catalog(), files.size(), differences);
    }
}
