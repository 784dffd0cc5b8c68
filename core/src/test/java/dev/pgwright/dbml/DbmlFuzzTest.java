package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("laws")
class DbmlFuzzTest {
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "'",
            "'''",
            "\"",
            "`",
            ":",
            ",",
            ".",
            "<>",
            "?-?",
            "-",
            "~",
            "#",
            "//",
            "/*",
            "*/",
            "\\",
            "\n",
            "\r\n",
            " ",
            "Table",
            "Ref",
            "indexes",
            "Note",
            "pk",
            "1e",
            "1.",
            "\uD83D",
            "😀",
            "\0",
            "as",
            "Metadata",
            "Column",
            "@pg ",
            "\\u00",
            "use",
            "Records",
            "TablePartial p",
            ";");
    private static final String LANGUAGE = """
            Project p { database_type: 'PostgreSQL' Note: 'x' }
            Enum s.e { a [note: 'x']
             "b c" }
            TablePartial base [headercolor: #fff] { id bigint [pk, increment] }
            Table s.t as t [note: 'n', pg_with: 'fillfactor=70'] {
              ~base
              a varchar(20)[] [not null, default: 'x', check: `a > 0`, ref: > u.id] // c
              b s.e [default: s.e.a, pg_identity: 'always']
              indexes { (a, `lower(b)`) [name: 'i', type: gin, note: '@pg where: a > 0'] }
              checks { `a > 1` [name: 'c'] }
              Note: '''
                several
                  lines
              '''
            }
            Table u { id int [pk, ref: <> s.t.a] }
            Ref r: s.t.(a, b) > u.(id, id) [delete: set null, update: cascade]
            TableGroup g [color: #abc] { u }
            Note n { 'text' }
            Note postgresql { '''CREATE DOMAIN s.d AS text CONSTRAINT x CHECK (VALUE > ''); CREATE VIEW s.v AS SELECT 1''' }
            Metadata Column u.id { note: 'x' }
            Records u(id) { 1 }
            """;

    @Test
    void anyTextGivesATreeAndProblemsButNoCrash() {
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            String text = mutated(
                    seed % 20 == 0 ? DbmlWriter.write(RandomCatalogs.of(seed), DbmlExtras.NONE) : LANGUAGE, random);
            SourceFile source = SourceFile.of("f", text);
            DbmlParse parse = Dbml.parse(source);
            assertThat(parse.document()).isNotNull();
            if (parse.problems().isEmpty()) {
                convert(parse);
            }
        }
    }

    private static void convert(DbmlParse parse) {
        String printed = DbmlPrinter.print(parse.document());
        DbmlParse again = Dbml.parse(SourceFile.of("printed", printed));
        assertThat(again.problems()).as(parse.document().source().text()).isEmpty();
        assertThat(DbmlPrinter.print(again.document())).isEqualTo(printed);
        try {
            DbmlCatalog.toCatalog(parse.document());
        } catch (PgwrightException e) {
            assertThat(e.problems()).isNotEmpty();
        }
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(mutated.length() + 1);
            int end = Math.min(mutated.length(), at + random.nextInt(6));
            switch (random.nextInt(4)) {
                case 0 -> mutated.delete(at, end);
                case 1 -> mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> mutated.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> mutated.setLength(random.nextInt(10) == 0 ? at : mutated.length());
            }
        }
        return mutated.toString();
    }

    @Test
    void deepNestingAndLongInputEndInTime() {
        String deep = "Table t { a int " + "[".repeat(20_000) + "(".repeat(20_000) + "{".repeat(20_000);
        assertThat(Dbml.parse(SourceFile.of("f", deep)).problems()).isNotEmpty();
        String wide = "Table t {\n" + "a int [pk\n".repeat(50_000);
        assertThat(Dbml.parse(SourceFile.of("f", wide)).problems()).isNotEmpty();
    }
}
