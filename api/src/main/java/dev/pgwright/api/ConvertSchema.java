package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.NotModelled;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.catalog.print.MermaidErd;
import dev.pgwright.catalog.print.PlantUmlErd;
import dev.pgwright.catalog.print.VersionGate;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlInSql;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.server.DatabaseTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The same schema in another form: from DBML, SQL, JSON or a database to DBML, SQL, JSON, an empty database, or a Mermaid or
 * PlantUML diagram.
 */
public final class ConvertSchema {
    private ConvertSchema() {}

    /** What a schema can be written as. */
    public enum Format {
        DBML,
        SQL,
        JSON,
        MERMAID,
        PLANTUML,
        DATABASE;

        /** By the ending of a file's name. */
        static final Map<String, Format> BY_ENDING =
                Map.of("dbml", DBML, "sql", SQL, "json", JSON, "mmd", MERMAID, "puml", PLANTUML);

        /** As people write it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What to convert.
     *
     * @param from a DBML, SQL or JSON file, a folder of SQL files, or an address as libpq takes it
     * @param to the file to write; its ending says as what: {@code .dbml}, {@code .sql}, {@code .json}, {@code
     *     .mmd}, {@code .puml}; or the address of a database with nothing in it
     * @param force overwrite the file if it is there with other contents
     * @param reading who says what files mean
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String from, String to, boolean force, FileReading reading, Map<String, String> environment) {}

    /**
     * What came of it.
     *
     * @param to the file, or the address without its password
     * @param leftOut objects that are not in the output, as the output says
     */
    public record Result(String to, Format format, Catalog catalog, List<NotModelled> leftOut) {}

    /**
     * Reads, converts and writes the file, or fills the database, as a whole.
     *
     * @throws dev.pgwright.finding.PgwrightException if the source cannot be read or refused by PostgreSQL, the file would lose
     *     somebody's work, or the database is not empty; nothing is written then
     */
    public static Result run(Request request, Progress progress) {
        if (SchemaSource.isAddress(request.to())) {
            return intoDatabase(request, DatabaseTarget.parse(request.to(), request.environment()), progress);
        }
        OutputFile output = OutputFile.of(Path.of(request.to()), Format.BY_ENDING.keySet());
        Format format = Objects.requireNonNull(Format.BY_ENDING.get(output.ending()));
        SchemaSource.Schema schema = SchemaSource.of(request.from(), request.reading(), request.environment())
                .load(progress);
        if (format == Format.SQL) {
            VersionGate.check(schema.catalog(), request.reading().version().major());
        }
        try (Progress.Step step = progress.step("Write " + request.to())) {
            output.write(text(schema, format), request.force());
            step.done("");
        }
        return new Result(
                request.to(), format, schema.catalog(), schema.catalog().notModelled());
    }

    private static Result intoDatabase(Request request, DatabaseTarget target, Progress progress) {
        EmptyDatabase database = EmptyDatabase.of(target);
        SchemaSource.Schema schema = SchemaSource.of(request.from(), request.reading(), request.environment())
                .load(progress);
        try (Progress.Step step = progress.step("Make it in " + target)) {
            List<String> differences = database.make(schema.catalog());
            step.done(differences.isEmpty() ? "read back, the same" : "");
            differences.forEach(difference -> progress.note("read back, " + difference));
        }
        if (!schema.extras().equals(DbmlExtras.NONE)) {
            progress.note("what only DBML can say, as groups and notes, is not in the database");
        }
        return new Result(
                target.toString(),
                Format.DATABASE,
                schema.catalog(),
                schema.catalog().notModelled());
    }

    private static String text(SchemaSource.Schema schema, Format format) {
        return switch (format) {
            case DBML -> DbmlWriter.write(schema.catalog(), schema.extras());
            case SQL -> DdlWriter.write(schema.catalog()) + DbmlInSql.write(schema.extras());
            case JSON ->
                JsonModel.of(schema.title(), schema.catalog(), schema.extras()).write();
            case MERMAID -> MermaidErd.print(schema.catalog(), schema.title());
            case PLANTUML -> PlantUmlErd.print(schema.catalog(), schema.title(), schema.groups());
            case DATABASE -> throw new IllegalStateException("a database is no text");
        };
    }
}
