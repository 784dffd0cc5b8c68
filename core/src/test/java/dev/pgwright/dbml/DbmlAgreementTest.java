package dev.pgwright.dbml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.DbmlCore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we accept is what {@code @dbml/core} accepts. */
class DbmlAgreementTest {
    static List<String> files() {
        return List.of(
                "Table t { a int }",
                "table T { A INT [PK, NOT NULL] }",
                "Table t as x { a int }",
                "Table s.t as \"a b\" [headercolor: #abc, note: \"x\"] { a int }",
                "Table t [\n  headercolor: #123456\n]\n{\n  a int\n}",
                "Table t [headercolor: #12345] { a int }",
                "Table t [headercolor: red] { a int }",
                "Table t [mine: 'x', other: #fff] { a int [own: 'y'] }",
                "Table t [mine: 1] { a int }",
                "Table t [mine] { a int }",
                "Table t { a int b int }",
                "Table t { a int pk unique }",
                "Table t { a int pk [note: 'x'] }",
                "Table t { a\nint }",
                "Table t { a int\n[pk] }",
                "Table t { a int [\npk,\nunique\n] }",
                "Table t { a int [pk pk] }",
                "Table t { a int [pk, pk] }",
                "Table t { a int [,] }",
                "Table t { a int [pk,] }",
                "Table t { a int [] }",
                "Table t { a numeric(10, 2) }",
                "Table t { a numeric (10,2) }",
                "Table t { a \"double precision\" }",
                "Table t { a double precision }",
                "Table t { a text[] [not null] }",
                "Table t { a text[][3] }",
                "Table t { a enum('x','y') }",
                "Table t { a varchar() }",
                "Table t { a s.t }",
                "Table t { a s.t.u }",
                "Table t { a int [default: 1] }",
                "Table t { a int [default: -1.5e3] }",
                "Table t { a int [default: +1] }",
                "Table t { a int [default: 1.] }",
                "Table t { a int [default: .5] }",
                "Table t { a int [default: \"x\"] }",
                "Table t { a int [default: True] }",
                "Table t { a int [default: x] }",
                "Table t { a int [default: `a\nb`] }",
                "Enum e { x }\nTable t { a e [default: e.x] }",
                "Enum e { x }\nTable t { a e [default: e.y] }",
                "Enum s.e { x }\nTable t { a s.e [default: s.e.x] }",
                "Table t { a int [check: `a > 0`, check: `a < 9`] }",
                "Table t { a int [ref: > t.b]\n b int }",
                "Table t { a int [ref: > b]\n b int }",
                "Table t { a int [ref: > u.b] }",
                "Table t { a int [ref: t.b]\n b int }",
                "Table t { a int [ref: ?>? t.b, ref: < t.c]\n b int\n c int }",
                "Table t { a int [null] }",
                "Table t { a int [null, not null] }",
                "Table t { Note: 'x'\n a int }",
                "Table t { Note { 'x' }\n a int }",
                "Table t { Note '''x'''\n a int }",
                "Table t { Note: 'x'\n Note: 'y'\n a int }",
                "Table t { note text\n indexes int }",
                "Table t { a int\n indexes { a } }",
                "Table t { a int\n indexes { (a, `lower(b)`) [name: 'x', type: btree, unique, note: 'n'] } }",
                "Table t { a int\n indexes { a [type: \"gin\"] } }",
                "Table t { a int\n indexes { a [type: 'gin'] } }",
                "Table t { a int\n indexes { a [mine: 'x'] } }",
                "Table t { a int\n indexes { a, b } }",
                "Table t { a int\n indexes { (a, a) } }",
                "Table t { a int\n Indexes { a [pk] } }",
                "Table t { a int\n checks { `a > 0` [name: 'x'] } }",
                "Table t { a int\n checks { a > 0 } }",
                "Table t { a int\n checks { `x` [note: 'x'] } }",
                "Table t { a int }\nRef: t.a > t.a",
                "Table t { a int\n b int }\nRef n: t.a > t.b [delete: set null, update: No Action, color: #fff]",
                "Table t { a int\n b int }\nRef n { t.a > t.b [inactive] }",
                "Table t { a int\n b int }\nRef: t.a > t.b\nRef: t.b < t.a",
                "Table t { a int\n b int }\nRef: t.(a) > t.(b)",
                "Table t { a int\n b int }\nRef: t.(a,b) > t.(b,a)",
                "Table t { a int\n b int }\nRef: t.a > t.b [name: 'x']",
                "Table t { a int\n b int }\nRef { t.a > t.b\n t.b > t.a }",
                "Table t { a int\n b int }\nRef { }",
                "Table t { a int\n b int }\nRef x.y: t.a > t.b",
                "Table s.t { a int\n b int }\nRef: s.t.a > t.b",
                "Table s.t as q { a int\n b int }\nRef: q.a > s.t.b",
                "Table t { a int\n b int\n c int\n d int }\nRef: t.(a,b) > t.(c,d)\nRef: t.(b,a) > t.(d,c)",
                "Table t { a int\n b int\n c int\n d int }\nRef: t.(a,b) > t.(c,d)\nRef: t.(a,b) > t.(d,c)",
                "Table t { a int\n b int\n c int\n d int }\nRef: t.(a,b) > t.(c,d)\nRef: t.(c,d) > t.(a,b)",
                "Table t { a int\n b int }\nRef: t.(a,a) > t.(b,b)",
                "Enum e { a b }",
                "Enum e { a [note: 'x']\n \"b c\" }",
                "Enum e { a [mine: 'x'] }",
                "Enum e { }",
                "Enum e { Note: 'x'\n a }",
                "Enum e { 1a }",
                "Project { a: 'x'\n Note: 'y' }",
                "Project p { database_type: 'PostgreSQL' }",
                "Project \"p q\" { a: 1 }",
                "Note n { 'x' }",
                "Note n [color: #fff, k: 'v'] { '''x\ny''' }",
                "Note { 'x' }",
                "Note n: 'x'",
                "Table t { a int }\nTableGroup g [color: #fff, note: 'x'] { t\n Note: 'y' }",
                "Table t { a int }\nTableGroup g { t t }",
                "Table t { a int }\nTableGroup g { u }",
                "Table t { a int }\nTableGroup { t }",
                "Table t { a int }\nTableGroup s.g { t }",
                "TablePartial p { a int [pk]\n indexes { a } }\nTable t { ~p\n b int }",
                "Table t { ~p\n b int }",
                "TablePartial p { }\nTable t { ~p\n b int }",
                "Table t { a int }\nMetadata Table t { pg_x: 'y' }",
                "Table t { a int }\nMetadata Column t.a { pg_x: 'y' }",
                "Table t { a int }\nMetadata Column t.b { pg_x: 'y' }",
                "Table t { a int }\nMetadata Enum t { pg_x: 'y' }",
                "Table t { a int }\nMetadata Table t { pg_x: 1 }",
                "Table t { a int }\nrecords t(a) {\n 1\n 2\n}",
                "Table t { a int\n records (a) { 1\n } }",
                "Table t { a int }\nDiagramView v { Tables { t } }",
                "Table t { a int }\n// c\n/* d */",
                "/* never closed",
                "Table t { a int } Table u { a int }",
                "Table naïve { größe int }",
                "Table 日本 { é int }",
                "Table \"a\\\"b\" { \"x\\ny\" int }",
                "Table a-b { a int }",
                "Table 1t { 2a int }",
                "Table t { a int [note: 'a\\u00e9b'] }",
                "Table t { a int [note: '\\uZZ'] }",
                "Table t { a int [note: 'x'y'] }",
                "Table t { a int; }",
                "Table t { a int }}",
                "Foo bar { }",
                "Table t { a int\n foo { a } }",
                "",
                "\n\n",
                "}");
    }

    static List<String> moreFiles() throws IOException {
        return cases("agreement.txt");
    }

    /** What has no meaning for PostgreSQL or is most likely a slip: schemas in schemas, an index of nothing, ... */
    static List<String> stricter() throws IOException {
        return cases("stricter.txt");
    }

    private static List<String> cases(String resource) throws IOException {
        try (InputStream stream = DbmlAgreementTest.class.getResourceAsStream(resource)) {
            String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("\n%%%\n"));
        }
    }

    @ParameterizedTest
    @MethodSource("stricter")
    void refusesThisAlthoughTheJudgeAcceptsIt(String dbml) {
        assertThat(Dbml.parse(SourceFile.of("f", dbml)).problems()).isNotEmpty();
        assertThat(DbmlCore.shared().problems(dbml)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource({"files", "moreFiles"})
    void acceptsWhatTheJudgeAccepts(String dbml) {
        DbmlParse parse = Dbml.parse(SourceFile.of("f", dbml));
        List<String> judged = DbmlCore.shared().problems(dbml);
        assertThat(parse.problems().isEmpty())
                .as("%s%nours: %s%nthe judge's: %s", dbml, parse.problems(), judged)
                .isEqualTo(judged.isEmpty());
    }
}
