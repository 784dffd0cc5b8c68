package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.finding.PgwrightException.Problem;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DbmlCorporaTest {
    private static final Path FOLDER = Path.of(System.getProperty("pgwright.corpora"), "dbml", "test", "test_data");

    static List<Path> rightFiles() throws IOException {
        if (!Files.isDirectory(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".dbml"))
                    .filter(file -> !file.getFileName().toString().startsWith("wrong_"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("rightFiles")
    void judgesEachPublicExampleAsTheJudgeDoes(Path file) throws IOException {
        SourceFile source = SourceFile.read(file);
        List<String> judged = DbmlCore.shared().problems(source.text());
        DbmlParse parse = Dbml.parse(source);
        assertThat(parse.problems().isEmpty())
                .as("ours: %s, the judge's: %s", parse.problems(), judged)
                .isEqualTo(judged.isEmpty());
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("rightFiles")
    void whatIsPrintedMeansTheSame(Path file) throws IOException {
        DbmlParse parse = Dbml.parse(SourceFile.read(file));
        if (parse.problems().isEmpty()) {
            String printed = DbmlPrinter.print(parse.document());
            DbmlDocument again = Dbml.read(SourceFile.of("printed", printed));
            assertThat(DbmlPrinter.print(again)).isEqualTo(printed);
            assertThat(DbmlCatalog.toCatalog(again)).isEqualTo(DbmlCatalog.toCatalog(parse.document()));
            assertThat(DbmlCore.shared().problems(printed)).isEmpty();
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("rightFiles")
    void nothingIsLostOnTheWayThroughSql(Path file) throws IOException {
        DbmlParse parse = Dbml.parse(SourceFile.read(file));
        if (parse.problems().isEmpty()) {
            DbmlSchema schema = DbmlCatalog.toCatalog(parse.document());
            String direct = DbmlWriter.write(schema.catalog(), schema.extras());
            String sql = DdlWriter.write(schema.catalog()) + DbmlInSql.write(schema.extras());
            List<Problem> problems = new ArrayList<>();
            DbmlExtras extras = DbmlInSql.read(List.of(SourceFile.of("written.sql", sql)), schema.catalog(), problems);
            assertThat(problems).isEmpty();
            assertThat(DbmlWriter.write(schema.catalog(), extras)).isEqualTo(direct);
            assertThat(DbmlCore.shared().problems(direct)).as(direct).isEmpty();
            DbmlSchema again = DbmlCatalog.read(SourceFile.of("direct.dbml", direct));
            assertThat(again.catalog()).isEqualTo(schema.catalog());
            assertThat(DbmlWriter.write(again.catalog(), again.extras())).isEqualTo(direct);
        }
    }

    @Test
    void tellsThePlaceOfEachFaultInTheWrongFiles() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FOLDER), () -> "no public DBML files at " + FOLDER);
        assertThat(problems("wrong_index.dbml"))
                .containsExactly("15:10 there is no column 'wrong_column' in 'bookings'");
        assertThat(problems("wrong_inline_ref_column.dbml"))
                .containsExactly("11:41 there is no column 'wrong_column' in 'ids'");
        assertThat(problems("wrong_inline_ref_table.dbml")).containsExactly("11:37 there is no table 'wrong_table'");
    }

    private static List<String> problems(String file) throws IOException {
        return Dbml.parse(SourceFile.read(FOLDER.resolve(file))).problems().stream()
                .map(problem -> problem.place().position() + " " + problem.message())
                .toList();
    }
}
