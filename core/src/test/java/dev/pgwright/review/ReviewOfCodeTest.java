package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.code.CodeFile;
import dev.pgwright.code.CodeFolder;
import dev.pgwright.code.CodeLanguage;
import dev.pgwright.code.CodeReader;
import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.review.rules.query.QueryInLoop;
import dev.pgwright.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewOfCodeTest {
    @Test
    void findsTheFaultsOfTheExampleAtTheirPlacesAndNothingElse() throws IOException {
        ReviewResult result = example("shop-java");
        assertThat(places(result.findings()))
                .containsExactly(
                        "CustomerRepository.java:14:28 select-star",
                        "CustomerRepository.java:17:38 query-does-not-match-schema",
                        "Invoices.java:16:22 query-in-loop",
                        "OrderRepository.java:32:47 query-does-not-match-schema",
                        "OrderRepository.java:42:23 query-does-not-match-schema",
                        "OrderRepository.java:45:25 query-in-loop",
                        "OrderRepository.java:53:51 dynamic-sql-injection",
                        "OrderRepository.java:66:77 syntax-error",
                        "ItemMapper.xml:14:14 dynamic-sql-injection",
                        "ItemMapper.xml:21:13 query-does-not-match-schema",
                        "ItemMapper.xml:42:5 dml-without-where");
    }

    @Test
    void findsTheFaultsOfTheExampleInPython() throws IOException {
        assertThat(places(example("clinic-python").findings()))
                .containsExactly(
                        "patients.py:23:17 query-does-not-match-schema",
                        "patients.py:30:61 dynamic-sql-injection",
                        "patients.py:41:9 query-in-loop",
                        "patients.py:62:48 not-in-with-nulls",
                        "patients.py:86:21 dml-without-where",
                        "visits.py:14:30 select-star",
                        "visits.py:26:60 query-does-not-match-schema",
                        "visits.py:40:63 syntax-error");
    }

    @Test
    void findsTheFaultsOfTheExampleInTypeScript() throws IOException {
        assertThat(places(example("library-typescript").findings()))
                .containsExactly(
                        "authors.tsx:15:21 select-star",
                        "authors.tsx:23:47 query-does-not-match-schema",
                        "authors.tsx:27:72 dynamic-sql-injection",
                        "books.ts:21:16 query-does-not-match-schema",
                        "books.ts:29:71 dynamic-sql-injection",
                        "books.ts:35:27 query-in-loop",
                        "books.ts:49:28 dml-without-where",
                        "books.ts:54:46 not-in-with-nulls",
                        "books.ts:59:40 query-in-loop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-java", "clinic-python", "library-typescript"})
    void commentOfTheLanguageSilencesARule(String example) throws IOException {
        assertThat(example(example).suppressed())
                .extracting(finding -> finding.rule().id())
                .containsExactly("dml-without-where");
    }

    @Test
    void whatJpaLoadsWithItsOwnerIsNotLoadedInALoop() {
        String entity =
                "@Entity class A { @OneToMany List<B> bs; @ManyToOne C c; @ManyToOne(fetch = FetchType.LAZY) D d; }\n";
        String loop =
                "class S { void f() { for (A a : repository.findAll()) { a.getBs().size(); a.getC().x(); a.getD().getId(); } } }";
        assertThat(places(review(entity + loop).findings())).containsExactly("A.java:2:57 query-in-loop");
        assertThat(review(entity.replace("@OneToMany", "@BatchSize(size = 9) @OneToMany") + loop)
                        .findings())
                .isEmpty();
        assertThat(review(entity + loop + " interface R { @EntityGraph(attributePaths = \"bs\") List<A> findAll(); }")
                        .findings())
                .isEmpty();
        assertThat(review(entity + loop.replace("repository.findAll()", "given"))
                        .findings())
                .isEmpty();
        assertThat(review(entity + loop.replace("a.getBs()", "/* pgwright:ignore query-in-loop: few */ a.getBs()"))
                        .findings())
                .isEmpty();
    }

    @Test
    void entityThatIsNotUnderReviewSaysWhatAFileUnderReviewLoads() {
        String entity =
                "// pgwright:ignore select-star: not under review\n@Entity class A(@OneToMany val bs: List<B>)\n";
        String loop = "fun f() { for (a in repository.findAll()) { a.bs.size } }\n";
        List<CodeFile> code = List.of(
                CodeReader.read(SourceFile.of("A.kt", entity + loop), CodeLanguage.KOTLIN),
                CodeReader.read(SourceFile.of("B.kt", loop), CodeLanguage.KOTLIN));
        MigrationHistory none = MigrationHistory.of(Framework.PLAIN, List.of(), List.of());
        ReviewResult result = Reviewer.review(
                none, code, Rules.ALL, ReviewOptions.forVersion(18).withReviewed("B.kt"::equals));
        assertThat(places(result.findings())).containsExactly("B.kt:1:45 query-in-loop");
    }

    @Test
    void commentThatSilencesNothingIsReported() {
        ReviewResult result = review("""
                class A {
                    void f(java.sql.Connection c) throws Exception {
                        // pgwright:ignore select-star: old
                        c.prepareStatement("select 1");
                    }
                }
                """);
        assertThat(places(result.findings())).containsExactly("A.java:3:9 unused-suppression");
    }

    @Test
    void isSilentAboutTextsWhoseSchemaNobodyKnows() {
        ReviewResult result = review("""
                class A {
                    void f(java.sql.Connection c) throws Exception {
                        c.prepareStatement("select x from somewhere where y = ?");
                    }
                }
                """);
        assertThat(result.findings()).isEmpty();
        assertThat(result.statements()).isEqualTo(1);
    }

    private static List<String> across(String callers, String name, String senders) {
        CodeLanguage language = CodeLanguage.of(name).orElseThrow();
        List<CodeFile> files = List.of(
                CodeReader.callsOf(CodeReader.read(SourceFile.of("caller." + name, callers), language)),
                CodeReader.read(SourceFile.of("sender." + name, senders), language));
        MigrationHistory none = MigrationHistory.of(Framework.PLAIN, List.of(), List.of());
        return Reviewer.review(none, files, List.of(new QueryInLoop()), ReviewOptions.forVersion(18))
                .findings()
                .stream()
                .map(ReviewFinding::message)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java | class S { private final Pets pets; void f(List<Long> ids) { for (Long id : ids) { pets.get(id); } } }"
                        + " | class Pets { JdbcTemplate db; Pet get(long id) { return db.queryForObject(\"select a from t where id = ?\", M, id); } }",
                "kt | class S(private val pets: Pets) { fun f(ids: List<Long>) = ids.map { id -> pets.get(id) } }"
                        + " | class Pets(val db: JdbcTemplate) { fun get(id: Long) = db.queryForMap(\"select a from t where id = ?\", id) }",
                "ts | const pets = new Pets(); export function f(ids: number[]) { for (const id of ids) { pets.get(id); } }"
                        + " | class Pets { get(id: number) { return pool.query('select a from t where id = $1', [id]); } }",
                "go | type S struct{}; func F(pets *store.Pets, ids []int) { for _, id := range ids { pets.get(id) } }"
                        + " | type Pets struct{}; func (p *Pets) get(id int) { db.Query(\"select a from t where id = $1\", id) }",
                "py | def f(ids): pets = Pets(); return [pets.get(id) for id in ids]"
                        + " | class Pets:@  def get(self, id): cur.execute('select a from t where id = %s', [id])"
            })
    void aMethodOfAnotherFileThatSendsIsFoundInALoop(String language, String caller, String sender) {
        String head = switch (language) {
            case "java" -> "import org.springframework.jdbc.core.JdbcTemplate;\n";
            case "kt" -> "import org.springframework.jdbc.core.JdbcTemplate\n";
            case "ts" -> "import { pool } from 'pg';\n";
            case "py" -> "import psycopg\n";
            default -> "package a; import \"database/sql\"\n";
        };
        String sends = head + sender.replace("@", "\n");
        assertThat(across(head + caller, language, sends))
                .containsExactly("get of Pets sends a statement, and is called once for each id of the loop in line 2");
        assertThat(across(head + caller, language, sends.replace("Pets", "Dogs")))
                .isEmpty();
        assertThat(across(head + caller.replace("get(id)", "get(id, 1)"), language, sends))
                .isEmpty();
        assertThat(across(head + caller.replace("get(id)", "get(7)"), language, sends))
                .isEmpty();
    }

    private static ReviewResult review(String java) {
        CodeFile code = CodeReader.read(SourceFile.of("A.java", java), CodeLanguage.JAVA);
        MigrationHistory none = MigrationHistory.of(Framework.PLAIN, List.of(), List.of());
        return Reviewer.review(none, List.of(code), Rules.ALL, ReviewOptions.forVersion(18));
    }

    private static ReviewResult example(String name) throws IOException {
        Path folder = Path.of(System.getProperty("pgwright.root"), "examples", name);
        List<CodeFile> code = new ArrayList<>();
        for (Path file : CodeFolder.of(List.of(folder)).files()) {
            CodeLanguage language = CodeFolder.language(file).orElseThrow();
            code.add(CodeReader.read(SourceFile.read(file), language));
        }
        MigrationHistory history = MigrationFolder.read(List.of(folder), null);
        return Reviewer.review(history, code, Rules.ALL, ReviewOptions.forVersion(18));
    }

    private static List<String> places(List<ReviewFinding> findings) {
        return findings.stream()
                .filter(finding -> !finding.source().name().endsWith(".sql"))
                .map(finding -> Path.of(finding.source().name()).getFileName() + ":"
                        + finding.source().position(finding.span().start()) + " "
                        + finding.rule().id())
                .toList();
    }
}
