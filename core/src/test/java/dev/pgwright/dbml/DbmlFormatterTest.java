package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class DbmlFormatterTest {
    private static String format(String text) {
        return DbmlFormatter.format(SourceFile.of("f.dbml", text));
    }

    @Test
    void alignsColumnsAndKeepsCommentsAndLines() {
        String untidy = """
                // the shop

                Enum status{ open // at first
                 closed[note:'done'] }
                Table   orders  as o [
                headercolor:#fff ]{
                    id bigint [pk,increment]   // never reused


                  /* who
                     bought */
                  customer_id   numeric( 10,2 ) [ not null , ref:>customers.id ]
                  tags text[]
                  note text [note: '''
                      as it
                        stands
                  ''']

                  indexes{
                  (id,customer_id)[unique,name:'u']
                  `lower(note)`
                  }

                }
                Table customers { id numeric(10,2) [pk] }
                Ref:o.id<customers.id[delete:set null]
                Ref: o.customer_id - customers . id

                """;
        String tidy = """
                // the shop

                Enum status { open // at first
                  closed [note: 'done'] }

                Table orders as o [
                  headercolor: #fff] {
                  id          bigint         [pk, increment] // never reused

                  /* who
                     bought */
                  customer_id numeric(10, 2) [not null, ref: > customers.id]
                  tags        text[]
                  note        text           [note: '''
                      as it
                        stands
                  ''']

                  indexes {
                    (id, customer_id) [unique, name: 'u']
                    `lower(note)`
                  }
                }

                Table customers { id numeric(10, 2) [pk] }

                Ref: o.id < customers.id [delete: set null]
                Ref: o.customer_id - customers.id
                """;
        assertThat(format(untidy)).isEqualTo(tidy);
        assertThat(format(tidy)).isEqualTo(tidy);
    }

    @Test
    void makesOneKindOfLineEndAndDropsTheByteOrderMark() {
        assertThat(format("\uFEFFTable t {\r\n\ta int // c \r\n}\r\n\r\n")).isEqualTo("Table t {\n  a int // c\n}\n");
        assertThat(format("")).isEmpty();
        assertThat(format("// only this")).isEqualTo("// only this\n");
    }

    @Test
    void tellsWhatCannotBeParsedButLooksUpNoNames() {
        assertThatThrownBy(() -> format("Table t { a }"))
                .isInstanceOf(PgwrightException.class)
                .hasMessage("f.dbml:1:11: the column 'a' needs a type");
        assertThat(format("Ref:   a.b>c.d")).isEqualTo("Ref: a.b > c.d\n");
        assertThat(format("use {\ntable   a as b\n}from './x'")).isEqualTo("use {\n  table a as b\n} from './x'\n");
    }

    /** Random white space, line ends and comments do not change what a written schema means. */
    @Test
    void neverChangesTheTreeOfGeneratedSchemas() {
        for (long seed = 0; seed < 200; seed++) {
            String written = DbmlWriter.write(RandomCatalogs.of(seed), DbmlExtras.NONE);
            checkLaws("seed" + seed, written);
            Random random = new Random(seed);
            StringBuilder untidy = new StringBuilder();
            for (String line : written.split("\n", -1)) {
                untidy.append(line);
                if (line.endsWith("{") || line.endsWith(",") || line.isEmpty()) {
                    untidy.append(List.of("", "  ", " // it's {", " /* [ */", "\n\n\n")
                            .get(random.nextInt(5)));
                }
                untidy.append('\n');
            }
            if (Dbml.parse(SourceFile.of("f", untidy.toString())).problems().isEmpty()) {
                checkLaws("seed" + seed, untidy.toString());
            }
        }
    }

    @Test
    void neverChangesTheTreeOfPublicFiles() throws IOException {
        Path folder = Path.of(System.getProperty("pgwright.corpora", ""), "dbml", "test", "test_data");
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "no public DBML files at " + folder);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".dbml"))
                    .sorted()
                    .toList()) {
                String text = Files.readString(file);
                if (Dbml.parse(SourceFile.of("f", text)).problems().isEmpty()) {
                    checkLaws(file.toString(), text);
                }
            }
        }
    }

    private static void checkLaws(String name, String text) {
        String formatted = format(text);
        assertThat(format(formatted)).as(name).isEqualTo(formatted);
        DbmlDocument before = Dbml.read(SourceFile.of("f", text));
        DbmlDocument after = Dbml.read(SourceFile.of("f", formatted));
        assertThat(DbmlPrinter.print(after)).as(name).isEqualTo(DbmlPrinter.print(before));
        assertThat(comments(after)).as(name).isEqualTo(comments(before));
    }

    private static List<String> comments(DbmlDocument document) {
        return document.comments().stream()
                .map(comment -> document.source()
                        .text()
                        .substring(comment.span().start(), comment.span().end())
                        .replace("\r\n", "\n")
                        .stripTrailing())
                .toList();
    }
}
