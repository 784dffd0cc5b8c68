package dev.pgwright.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.migrate.diff.SchemaDiff;
import dev.pgwright.render.report.DiffReport;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

class DiffSchemasTest {
    private static final String BEFORE = """
            create table readers (
                id bigint generated always as identity primary key,
                email text not null unique,
                phone text,
                note text
            );
            create table loans (
                id bigint generated always as identity primary key,
                reader_id bigint not null references readers,
                title text not null,
                shelf_a text,
                lent_on date not null
            );
            create index loans_reader_id_idx on loans (reader_id);
            """;
    private static final String AFTER = """
            create table members (
                id bigint generated always as identity primary key,
                email text not null unique,
                phone varchar(40),
                note text
            );
            create table loans (
                id bigint generated always as identity primary key,
                reader_id bigint not null references members on delete restrict,
                title text not null,
                shelf_b text,
                shelf_c text,
                lent_on date not null
            );
            create table fines (id bigint primary key, cents integer not null);
            """;

    @TempDir
    Path folder;

    @Test
    void theReportsSayWhatIsDifferent() throws IOException {
        SchemaDiff diff = diff(BEFORE, AFTER);
        Golden.assertMatches("diff/library.txt", DiffReport.text(diff));
        Golden.assertMatches("diff/library.md", DiffReport.markdown(diff));
        Golden.assertMatches("diff/library.json", DiffReport.json(diff));
        try (var parser = new JsonFactory().createParser(DiffReport.json(diff))) {
            while (parser.nextToken() != null) {
                assertThat(parser.currentToken()).isNotNull();
            }
        }
    }

    @Test
    void theSameSchemaInTwoFormsIsNoDifference() throws IOException {
        Path sql = write("a.sql", BEFORE);
        Path dbml = folder.resolve("a.dbml");
        Path json = folder.resolve("a.json");
        for (Path to : new Path[] {dbml, json}) {
            ConvertSchema.run(
                    new ConvertSchema.Request(
                            sql.toString(),
                            to.toString(),
                            false,
                            FileReading.onServer(PostgresVersion.DEFAULT),
                            Map.of()),
                    Progress.silent());
            SchemaDiff diff = DiffSchemas.run(request(sql, to), Progress.silent());
            assertThat(DiffReport.text(diff)).isEqualTo("no difference\n");
        }
    }

    private SchemaDiff diff(String before, String after) throws IOException {
        return DiffSchemas.run(request(write("before.sql", before), write("after.sql", after)), Progress.silent());
    }

    private static DiffSchemas.Request request(Path before, Path after) {
        return new DiffSchemas.Request(
                before.toString(), after.toString(), Map.of(), FileReading.onServer(PostgresVersion.DEFAULT), Map.of());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
