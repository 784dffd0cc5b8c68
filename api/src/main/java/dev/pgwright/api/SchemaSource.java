package dev.pgwright.api;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlFiles;
import dev.pgwright.dbml.DbmlInSql;
import dev.pgwright.dbml.DbmlSchema;
import dev.pgwright.finding.Count;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.finding.Severity;
import dev.pgwright.load.folded.FoldedSource;
import dev.pgwright.load.json.JsonModel;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.load.live.ExecutedSource;
import dev.pgwright.load.live.ReadOptions;
import dev.pgwright.load.live.RelationSizes;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.render.erd.ErdOptions;
import dev.pgwright.server.DatabaseTarget;
import dev.pgwright.server.EmbeddedOptions;
import dev.pgwright.server.EmbeddedPostgres;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.PostgresServer;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a schema comes from: a DBML or JSON file, SQL, or a database. What a file says is run on an embedded server and read
 * back, so that PostgreSQL itself says what it means; or folded, where no server is wanted.
 */
sealed interface SchemaSource {
    /**
     * What came of reading.
     *
     * @param sizes bytes of tables and indexes, of a running database that was asked for them
     */
    record Schema(String title, Catalog catalog, DbmlExtras extras, SortedMap<QualifiedName, Long> sizes) {
        /** What no running database told. */
        Schema(String title, Catalog catalog, DbmlExtras extras) {
            this(title, catalog, extras, new TreeMap<>());
        }

        /** The same source with another catalog. */
        Schema with(Catalog other) {
            return new Schema(title, other, extras, sizes);
        }

        /** The groups of a DBML file; without them the schemas, where tables are in several. */
        List<ErdOptions.Group> areas() {
            if (!extras.groups().isEmpty()) {
                return extras.groups().stream()
                        .map(group -> new ErdOptions.Group(group.name(), group.tables(), group.color()))
                        .toList();
            }
            Map<String, List<QualifiedName>> bySchema = catalog.tables().stream()
                    .map(Table::name)
                    .collect(Collectors.groupingBy(QualifiedName::schema, TreeMap::new, Collectors.toList()));
            return bySchema.size() < 2
                    ? List.of()
                    : bySchema.entrySet().stream()
                            .map(entry -> ErdOptions.Group.of(entry.getKey(), entry.getValue()))
                            .toList();
        }

        /** The tables of each area by its name, in order. */
        Map<String, List<QualifiedName>> groups() {
            Map<String, List<QualifiedName>> groups = new LinkedHashMap<>();
            areas().forEach(area -> groups.put(area.name(), area.tables()));
            return groups;
        }
    }

    /** Reads it, without sizes; what is worth a note goes to the progress. */
    Schema load(Progress progress);

    /** The same with sizes, where they can be had. */
    default Schema loadWithSizes(Progress progress) {
        return load(progress);
    }

    /** The same without what is in other schemas, of a running database; what files say is as they say it. */
    default SchemaSource only(String schema) {
        return this;
    }

    /**
     * Understands what a person wrote in the place of a source; reads nothing yet.
     *
     * @param text a file {@code .dbml}, {@code .sql} or {@code .json}, a folder of SQL files, or an address as libpq takes it
     * @param reading who says what files mean
     * @param environment of the process, for what the address leaves out
     * @throws PgwrightException if it is none of these
     */
    static SchemaSource of(String text, FileReading reading, Map<String, String> environment) {
        if (isAddress(text)) {
            return new LiveSource(DatabaseTarget.parse(text, environment), ReadOptions.ALL);
        }
        Path path = Path.of(text);
        if (!Files.exists(path)) {
            throw fault(
                    path,
                    "there is no such file or folder",
                    "a source is a .dbml, .sql or .json file, a folder of .sql files, or a database: postgresql://...");
        }
        if (Files.isDirectory(path)) {
            return new FolderSource(title(path), path, reading);
        }
        if (text.endsWith(".dbml")) {
            return new DbmlSource(path, reading);
        }
        if (text.endsWith(".json")) {
            return new JsonSource(path, reading);
        }
        if (text.endsWith(".sql")) {
            return new SqlSource(path, reading);
        }
        throw fault(path, "what is in this file cannot be told from its name", "name it .dbml, .sql or .json");
    }

    /**
     * The same of a schema that something is to be made from: a file of SQL or DBML with nothing in it is the schema of a
     * database that has none yet.
     *
     * @throws PgwrightException as {@link #of}
     */
    static SchemaSource ofStart(String text, FileReading reading, Map<String, String> environment) {
        SchemaSource source = of(text, reading, environment);
        boolean empty = source instanceof SqlSource sql
                        && read(sql.path()).text().isBlank()
                || source instanceof FolderSource folder
                        && folder.scripts().stream().allMatch(Script::isBlank)
                || source instanceof DbmlSource dbml && read(dbml.path()).text().isBlank();
        return empty ? new EmptySource(title(Path.of(text))) : source;
    }

    /** Whether a text is the address of a database, and not the name of a file. */
    static boolean isAddress(String text) {
        return text.startsWith("postgresql://")
                || text.startsWith("postgres://")
                || (text.contains("=") && !Files.exists(Path.of(text)));
    }

    private static String title(Path path) {
        String name = path.toAbsolutePath().normalize().getFileName().toString();
        return name.replaceFirst("\\.(sql|dbml|json)$", "");
    }

    private static PgwrightException fault(Path path, String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.INPUT, Place.of(path.toString()), message, hint);
    }

    /** Reads a file of text.
     *
     * @throws PgwrightException if it cannot be read or is not UTF-8
     */
    static SourceFile read(Path path) {
        try {
            return SourceFile.read(path);
        } catch (CharacterCodingException e) {
            throw notUtf8(path, e);
        } catch (NoSuchFileException e) {
            throw new PgwrightException(ErrorCode.INPUT, Place.of(path.toString()), "there is no such file", null, e);
        } catch (IOException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.of(path.toString()), "the file cannot be read: " + e, null, e);
        }
    }

    /** What it is instead, by its first bytes: UTF-16 begins with a mark, no text holds a zero. */
    private static PgwrightException notUtf8(Path path, CharacterCodingException e) {
        String start;
        try (InputStream file = Files.newInputStream(path)) {
            start = new String(file.readNBytes(1024), StandardCharsets.ISO_8859_1);
        } catch (IOException unreadable) {
            start = "";
        }
        boolean wide = start.startsWith("\u00FF\u00FE") || start.startsWith("\u00FE\u00FF");
        boolean text = wide || start.indexOf('\0') < 0;
        return new PgwrightException(
                ErrorCode.INPUT,
                Place.of(path.toString()),
                text ? "the file is not UTF-8" : "the file is no text",
                text
                        ? "convert it, for example: iconv -f " + (wide ? "UTF-16" : "LATIN1") + " -t UTF-8 " + path
                        : "is it the right file?",
                e);
    }

    private static Catalog executed(List<SourceFile> files, PostgresVersion version, Progress progress) {
        try (Progress.Step step = progress.step("Run it on PostgreSQL " + version.major());
                PostgresServer server =
                        EmbeddedPostgres.start(EmbeddedOptions.scratch().withVersion(version))) {
            Catalog catalog = ExecutedSource.load(server, files);
            step.done(size(catalog));
            return catalog;
        }
    }

    /** What is made without a server says so, and what is missing in it. */
    private static Catalog folded(Supplier<Catalog> fold, Progress progress) {
        Catalog catalog;
        try (Progress.Step step = progress.step("Read the statements")) {
            catalog = fold.get();
            step.done(size(catalog));
        }
        if (!catalog.views().isEmpty() || !catalog.routines().isEmpty()) {
            progress.note("read without a server: queries of views and bodies of routines are as written");
        }
        long absent = catalog.notModelled().stream()
                .filter(FoldedSource::isNotFollowed)
                .count();
        if (absent > 0) {
            progress.note(
                    Count.of(absent, "statement")
                            + " cannot be followed without a server, listed as not modelled; leave out --no-server to have them");
        }
        return catalog;
    }

    /** The schema that SQL makes, of which there is some. */
    private static Catalog made(Path path, List<SourceFile> sources, FileReading reading, Progress progress) {
        Catalog catalog = reading.server()
                ? executed(sources, reading.version(), progress)
                : folded(() -> FoldedSource.load(sources, reading.version().major()), progress);
        if (catalog.equals(Catalog.EMPTY)) {
            throw fault(path, "nothing is created here", "is it the right file?");
        }
        return catalog;
    }

    /** The same with what the files say in DBML; a project that is named there gives the title. */
    private static Schema ofSql(
            String title, Path path, List<SourceFile> sources, FileReading reading, Progress progress) {
        Catalog catalog = made(path, sources, reading, progress);
        List<Problem> problems = new ArrayList<>();
        DbmlExtras extras = DbmlInSql.read(sources, catalog, problems);
        problems.forEach(
                problem -> progress.note(problem.place() + ": " + problem.message() + "; left out of what DBML says"));
        return new Schema(Objects.requireNonNullElse(extras.projectName(), title), catalog, extras);
    }

    private static SourceFile script(Path path, List<String> statements) {
        return SourceFile.of(path + " as SQL", String.join(";\n", statements) + ";\n");
    }

    private static String size(Catalog catalog) {
        return Count.of(catalog.tables().size(), "table");
    }

    /** A file with nothing in it. */
    record EmptySource(String title) implements SchemaSource {
        @Override
        public Schema load(Progress progress) {
            return new Schema(title, Catalog.EMPTY, DbmlExtras.NONE);
        }
    }

    /** A DBML file. */
    record DbmlSource(Path path, FileReading reading) implements SchemaSource {
        @Override
        public Schema load(Progress progress) {
            DbmlSchema schema = DbmlCatalog.read(read(path), DbmlFiles.ON_DISK);
            List<String> statements = new ArrayList<>(DdlWriter.statements(schema.catalog()));
            statements.addAll(schema.statements());
            if (statements.isEmpty()) {
                throw fault(path, "the file describes nothing", "DBML starts with: Table name { ... }");
            }
            return new Schema(
                    Objects.requireNonNullElse(schema.extras().projectName(), title(path)),
                    reading.server()
                            ? executed(List.of(script(path, statements)), reading.version(), progress)
                            : SchemaSource.folded(() -> folded(schema), progress),
                    schema.extras());
        }

        private Catalog folded(DbmlSchema schema) {
            return FoldedSource.load(
                    schema.catalog(),
                    script(path, DdlWriter.statements(schema.catalog())),
                    script(path, schema.statements()),
                    reading.version().major());
        }
    }

    /** A file that {@code pgwright convert} wrote as JSON. */
    record JsonSource(Path path, FileReading reading) implements SchemaSource {
        @Override
        public Schema load(Progress progress) {
            JsonModel model = JsonModel.read(read(path));
            List<String> statements = DdlWriter.statements(model.catalog());
            if (statements.isEmpty()) {
                throw fault(path, "the file describes nothing", null);
            }
            Catalog catalog = reading.server()
                    ? executed(List.of(script(path, statements)), reading.version(), progress)
                    : model.catalog();
            return new Schema(model.title(), catalog, model.extras().fitting(catalog));
        }
    }

    /** A file of SQL. */
    record SqlSource(Path path, FileReading reading) implements SchemaSource {
        @Override
        public Schema load(Progress progress) {
            return SchemaSource.ofSql(SchemaSource.title(path), path, List.of(read(path)), reading, progress);
        }
    }

    /** A folder of SQL: migrations in the order and by the rules of their tool, or files in the order of their names. */
    record FolderSource(String title, Path path, FileReading reading) implements SchemaSource {
        @Override
        public Schema load(Progress progress) {
            MigrationHistory history = history();
            history.problems().forEach(problem -> progress.note(problem.place() + ": " + problem.message()));
            List<SourceFile> scripts =
                    scripts(history).stream().map(Script::sql).toList();
            if (history.framework() != Framework.PLAIN) {
                progress.note(path + " is read as "
                        + Count.of(history.migrations().size(), "migration") + " of "
                        + history.framework().title());
            }
            return SchemaSource.ofSql(title, path, scripts, reading, progress);
        }

        /** What makes the schema in an empty database, in order. */
        List<Script> scripts() {
            return scripts(history());
        }

        private MigrationHistory history() {
            MigrationHistory history = MigrationFolder.read(List.of(path), null);
            if (history.framework() == Framework.PLAIN
                    && history.migrations().isEmpty()
                    && history.problems().stream()
                            .allMatch(problem -> problem.id().equals("no-migrations"))) {
                throw fault(
                        path,
                        "there is no SQL in this folder",
                        "name the folder that holds the .sql files, or the migrations of a tool");
            }
            List<Problem> errors = history.problems().stream()
                    .filter(problem -> problem.severity() == Severity.ERROR)
                    .map(problem -> new Problem(problem.place(), problem.message(), problem.hint()))
                    .toList();
            if (!errors.isEmpty()) {
                throw new PgwrightException(ErrorCode.INPUT, errors);
            }
            return history;
        }

        /** A baseline stands for the versions before it, where they are gone. */
        private static List<Script> scripts(MigrationHistory history) {
            List<Script> scripts = new ArrayList<>();
            for (Migration migration : history.migrations()) {
                boolean run = migration.kind() != Migration.Kind.CALLBACK
                        && (migration.kind() != Migration.Kind.BASELINE || scripts.isEmpty());
                if (run) {
                    scripts.add(migration.up());
                }
            }
            return scripts;
        }
    }

    /** A database that runs, or some of its schemas. */
    record LiveSource(DatabaseTarget target, ReadOptions options) implements SchemaSource {
        @Override
        public SchemaSource only(String schema) {
            return new LiveSource(target, ReadOptions.schemas(schema));
        }

        @Override
        public Schema load(Progress progress) {
            return load(progress, server -> new TreeMap<>());
        }

        @Override
        public Schema loadWithSizes(Progress progress) {
            return load(progress, RelationSizes::read);
        }

        private Schema load(Progress progress, Function<Postgres, SortedMap<QualifiedName, Long>> sizes) {
            try (Progress.Step step = progress.step("Read " + target)) {
                Postgres server = target.open();
                server.warnings().forEach(progress::note);
                Catalog catalog = CatalogReader.read(server, options);
                SortedMap<QualifiedName, Long> measured = sizes.apply(server);
                step.done(size(catalog) + ", PostgreSQL " + server.version().text());
                return new Schema(target.database(), catalog, DbmlExtras.NONE, measured);
            }
        }
    }
}
