package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.Column;
import dev.pgwright.catalog.Neighbourhood;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Relationship;
import dev.pgwright.catalog.Schema;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.MermaidErd;
import dev.pgwright.catalog.print.PlantUmlErd;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.render.erd.ErdImage;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.render.erd.ErdPage;
import dev.pgwright.render.erd.ErdRenderer;
import dev.pgwright.source.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** An entity-relationship diagram of a schema, wherever it comes from. */
public final class DrawSchema {
    private static final String SVG = "svg";
    private static final String MERMAID = "mmd";
    private static final String PLANTUML = "puml";
    private static final String PNG = "png";
    private static final String HTML = "html";
    private static final List<String> ENDINGS = List.of(SVG, PNG, HTML, MERMAID, PLANTUML);

    private DrawSchema() {}

    /**
     * What to draw.
     *
     * @param from a DBML or SQL file, a folder of SQL files, or an address as libpq takes it
     * @param to the picture to write: {@code .svg}, {@code .png}, {@code .html} to look around in, {@code .mmd} for Mermaid,
     *     {@code .puml} for PlantUML
     * @param detail how much of each table is shown
     * @param focus null for all tables
     * @param force overwrite the file if it is there with other contents
     * @param reading who says what files mean
     * @param environment of the process, for what an address leaves out
     */
    public record Request(
            String from,
            Path to,
            ErdOptions.Detail detail,
            @Nullable Focus focus,
            boolean force,
            FileReading reading,
            Map<String, String> environment) {}

    /**
     * The part of the schema to draw.
     *
     * @param table its name, with or without a schema
     * @param depth how many foreign keys away from it a table may be
     */
    public record Focus(String table, int depth) {}

    /** What was drawn: the catalog is the part that the picture shows. */
    public record Result(Path to, Catalog catalog) {
        /** How many lines between tables it has. */
        public int relationships() {
            return Relationship.of(catalog).size();
        }
    }

    /**
     * Reads, draws and writes the file as a whole. Groups of a DBML file become coloured areas; without
     * them the schemas do, where there are several.
     *
     * @throws dev.pgwright.finding.PgwrightException if the source cannot be read or refused by PostgreSQL, the table in
     *     focus is unknown, or the file would lose somebody's work; nothing is written then
     */
    public static Result run(Request request, Progress progress) {
        OutputFile output = OutputFile.of(request.to(), ENDINGS);
        SchemaSource.Schema schema = SchemaSource.of(request.from(), request.reading(), request.environment())
                .load(progress);
        Focus focus = request.focus();
        QualifiedName center = focus == null ? null : find(schema.catalog(), focus.table());
        Catalog catalog = focus == null || center == null
                ? schema.catalog()
                : Neighbourhood.of(schema.catalog(), center, focus.depth())
                        .withNotModelled(schema.catalog().notModelled());
        try (Progress.Step step = progress.step("Draw " + request.to())) {
            output.write(
                    switch (output.ending()) {
                        case MERMAID -> bytes(MermaidErd.print(catalog, schema.title(), shown(request)));
                        case PLANTUML ->
                            bytes(PlantUmlErd.print(catalog, schema.title(), schema.groups(), shown(request)));
                        case HTML -> bytes(ErdPage.html(catalog, options(request, schema, center)));
                        case PNG -> png(catalog, options(request, schema, center), request.to());
                        default -> bytes(ErdRenderer.svg(catalog, options(request, schema, center)));
                    },
                    request.force());
            step.done(Count.of(Relationship.of(catalog).size(), "relationship"));
        }
        return new Result(request.to(), catalog);
    }

    private static BiPredicate<Table, Column> shown(Request request) {
        return switch (request.detail()) {
            case COLUMNS -> (table, column) -> true;
            case KEYS -> MermaidErd::isOfKey;
            case TABLES -> (table, column) -> false;
        };
    }

    private static byte[] png(Catalog catalog, ErdOptions options, Path to) {
        try {
            return ErdImage.png(catalog, options);
        } catch (UnsupportedOperationException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    Place.of(to.toString()),
                    String.valueOf(e.getMessage()),
                    "install fontconfig and a font, for example fonts-dejavu-core; or write .svg or .html",
                    e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ErdOptions options(Request request, SchemaSource.Schema schema, @Nullable QualifiedName center) {
        ErdOptions options =
                ErdOptions.titled(schema.title()).withDetail(request.detail()).withGroups(schema.areas());
        return center == null ? options : options.withFocus(center);
    }

    /** A name without a schema means the table in {@code public}, or the only one of that name. */
    private static QualifiedName find(Catalog catalog, String text) {
        List<QualifiedName> all = catalog.tables().stream().map(Table::name).toList();
        List<QualifiedName> named = all.stream()
                .filter(name -> name.toString().equals(text) || name.name().equals(text))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        if (!named.isEmpty()) {
            return named.stream()
                    .filter(name -> name.schema().equals(Schema.PUBLIC))
                    .findFirst()
                    .orElseThrow(() -> new PgwrightException(
                            ErrorCode.USAGE,
                            Place.UNKNOWN,
                            "several tables are named '" + text + "'",
                            "name one with its schema: " + String.join(", ", strings(named))));
        }
        boolean qualified = text.contains(".");
        List<String> candidates = all.stream()
                .map(name -> qualified || !name.schema().equals(Schema.PUBLIC) ? name.toString() : name.name())
                .toList();
        String hint = DidYouMean.hint(text, candidates)
                .or(() -> DidYouMean.nearest(
                                text, all.stream().map(QualifiedName::name).toList())
                        .map(near -> "did you mean '" + near + "'?"))
                .orElse(all.isEmpty() ? "the schema has no tables" : null);
        throw new PgwrightException(ErrorCode.USAGE, Place.UNKNOWN, "there is no table '" + text + "'", hint);
    }

    private static List<String> strings(List<QualifiedName> names) {
        return names.stream().map(QualifiedName::toString).toList();
    }
}
