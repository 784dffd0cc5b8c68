package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.MermaidErd;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.render.erd.ErdRenderer;
import dev.pgwright.server.PostgresVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An entity-relationship diagram of a schema, wherever it comes from. */
public final class DrawSchema {
    private static final String SVG = "svg";
    private static final String MERMAID = "mmd";

    private DrawSchema() {}

    /**
     * What to draw.
     *
     * @param from a DBML or SQL file, a folder of SQL files, or an address as libpq takes it
     * @param to the picture to write: {@code .svg}, or {@code .mmd} for Mermaid
     * @param detail how much of each table is shown; Mermaid always gets every column
     * @param force overwrite the file if it is there with other contents
     * @param version whose embedded server is asked what files mean
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String from,
            Path to,
            ErdOptions.Detail detail,
            boolean force,
            PostgresVersion version,
            Map<String, String> environment) {}

    /** What was drawn. */
    public record Result(Path to, Catalog catalog) {}

    /**
     * Reads, draws and writes the file as a whole. Groups of a DBML file become coloured areas; without
     * them the schemas do, where there are several.
     *
     * @throws dev.pgwright.finding.PgwrightException if the source cannot be read or refused by PostgreSQL, or the file
     *     would lose somebody's work; nothing is written then
     */
    public static Result run(Request request, Progress progress) {
        OutputFile output = OutputFile.of(request.to(), List.of(SVG, MERMAID));
        SchemaSource.Schema schema = SchemaSource.of(request.from(), request.version(), request.environment())
                .load(progress);
        try (Progress.Step step = progress.step("Draw " + request.to())) {
            output.write(
                    output.ending().equals(SVG)
                            ? svg(schema, request.detail())
                            : MermaidErd.print(schema.catalog(), schema.title()),
                    request.force());
            step.done(schema.catalog().foreignKeys().size() + " relationships");
        }
        return new Result(request.to(), schema.catalog());
    }

    private static String svg(SchemaSource.Schema schema, ErdOptions.Detail detail) {
        ErdOptions options =
                ErdOptions.titled(schema.title()).withDetail(detail).withGroups(groups(schema));
        return ErdRenderer.svg(schema.catalog(), options);
    }

    private static List<ErdOptions.Group> groups(SchemaSource.Schema schema) {
        if (!schema.extras().groups().isEmpty()) {
            return schema.extras().groups().stream()
                    .map(group -> new ErdOptions.Group(group.name(), group.tables(), group.color()))
                    .toList();
        }
        Map<String, List<QualifiedName>> bySchema = schema.catalog().tables().stream()
                .map(Table::name)
                .collect(Collectors.groupingBy(QualifiedName::schema, TreeMap::new, Collectors.toList()));
        return bySchema.size() < 2
                ? List.of()
                : bySchema.entrySet().stream()
                        .map(entry -> ErdOptions.Group.of(entry.getKey(), entry.getValue()))
                        .toList();
    }
}
