package dev.pgwright.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.ProcessorTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodeReaderTest {
    private static final String IMPORTS = """
            import java.sql.*;
            import org.springframework.jdbc.core.JdbcTemplate;
            import org.springframework.jdbc.core.simple.JdbcClient;
            import org.springframework.data.jpa.repository.Query;
            import org.apache.ibatis.annotations.Select;
            """;

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("void f() { c.prepareStatement(\"select ?\"); }", "select $1"),
                Arguments.of(
                        "void f() { c.prepareStatement(\"select a ?? 'k?' from t -- ?\"); }",
                        "select a ? 'k?' from t -- ?"),
                Arguments.of("void f() { c.prepareStatement(\"select 'a' || ?\"); }", "select 'a' || $1"),
                Arguments.of("void f() { s.executeQuery(\"select 'a\" + \"b'\"); }", "select 'ab'"),
                Arguments.of("static final String A = \"a\"; void f() { s.execute(\"select \" + A); }", "select a"),
                Arguments.of(
                        "void f() { String q = \"select 1\"; q += \" from t\"; s.execute(q); }", "select 1 from t"),
                Arguments.of(
                        "void f() { s.execute(String.format(\"select %s from %s\", \"a\", \"t\")); }",
                        "select a from t"),
                Arguments.of(
                        "void f() { s.execute(new StringBuilder(\"select \").append(\"1\").toString()); }", "select 1"),
                Arguments.of(
                        "void f() { jdbc.update(\"update t set a = :a, b = :b where a = :a\"); }",
                        "update t set a = $1, b = $2 where a = $1"),
                Arguments.of(
                        "void f() { client.sql(\"select a::text from t where b = :b\"); }",
                        "select a::text from t where b = $1"),
                Arguments.of("void f(int n) { s.execute(\"select 1 limit \" + n); }", "select 1 limit $1"),
                Arguments.of("void f() { em.createNativeQuery(\"select ?1\"); }", "select $1"),
                Arguments.of(
                        "@Query(value = \"select 1 where :#{#x} = 1\", nativeQuery = true) int f();",
                        "select 1 where $1 = 1"),
                Arguments.of(
                        "@Select({\"select a\", \"from t where b = #{b.c}\"}) int f();",
                        " select a from t where b = $1"));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void readsWhatIsSent(String member, String sql) {
        assertThat(read(IMPORTS + "class A { " + member + " }"))
                .extracting(EmbeddedStatement::sql)
                .containsExactly(sql);
    }

    static Stream<String> others() {
        return Stream.of(
                "@Query(\"select a from A a\") int f();",
                "void f() { em.createQuery(\"select a from A a\"); }",
                "String a = \"select 1 from t\";",
                "void f() { log.info(\"select one of these\"); }",
                "void f(String sql) { s.execute(sql); }",
                "void f() { executor.execute(\"a job\"); }");
    }

    @ParameterizedTest
    @MethodSource("others")
    void letsBeWhatIsNotSql(String member) {
        assertThat(read(IMPORTS + "class A { " + member + " }")).isEmpty();
    }

    @Test
    void eitherTextOfABranchIsAStatement() {
        assertThat(read(IMPORTS + """
                class A {
                    void f(boolean b) {
                        String q;
                        if (b) { q = "select 1"; } else { q = "select 2"; }
                        s.execute(q);
                    }
                }
                """)).extracting(EmbeddedStatement::sql).containsExactly("select 1", "select 2");
    }

    @Test
    void partThatIsPutInNowAndThenIsNotCertain() {
        List<EmbeddedStatement> found = read(IMPORTS + """
                class A {
                    void f(boolean b) {
                        String q = "select 1";
                        if (b) { q += " order by"; }
                        s.execute(q);
                    }
                }
                """);
        assertThat(found).hasSize(1).noneMatch(EmbeddedStatement::certain);
    }

    @Test
    void placesAreThoseOfTheFileThroughEscapesAndOtherAlphabets() {
        String java = IMPORTS
                + "/* \uD83D\uDE00 \u00E9 */ class A { void f() { s.execute(\"select \\u0061, \\\"b\\\" from t\"); } }";
        EmbeddedStatement found = read(java).get(0);
        assertThat(found.sql()).isEqualTo("select a, \"b\" from t");
        assertThat(found.place(found.sql().indexOf("from"))).isEqualTo(java.indexOf("from"));
        assertThat(found.place(found.sql().indexOf("a,"))).isEqualTo(java.indexOf("\\u0061"));
    }

    @Test
    void sourceThatIsCutOffAnywhereIsRead() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("pgwright.root"))
                .resolve("examples/shop-java/src/main/java/shop/OrderRepository.java"));
        for (int end = 0; end < text.length(); end += 41) {
            String part = text.substring(0, end);
            assertThatCode(() -> read(part)).as(part).doesNotThrowAnyException();
        }
    }

    @Test
    void garbageIsRead() {
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            StringBuilder text = new StringBuilder(IMPORTS);
            for (int k = 0; k < 400; k++) {
                text.append(
                        random.nextInt(3) == 0
                                ? "s.execute(\"select ?".charAt(random.nextInt(19))
                                : (char) random.nextInt(0x3000));
            }
            text.append("class A { void f() { s.execute(\"");
            assertThatCode(() -> read(text.toString())).doesNotThrowAnyException();
        }
    }

    @Test
    void deepSumsAreRead() {
        String sum = "\"select 1\" + " + "\" \" + ".repeat(3000) + "\" \"";
        assertThatCode(() -> read(IMPORTS + "class A { void f() { s.execute(" + sum + "); } }"))
                .doesNotThrowAnyException();
    }

    @Test
    @Timeout(60)
    void largeFileIsReadInSeconds() {
        StringBuilder text = new StringBuilder(IMPORTS).append("class A {");
        int methods = 0;
        while (text.length() < 1 << 20) {
            text.append("void f")
                    .append(methods++)
                    .append("(long id) { String q = \"select a from t\" + \" where id = ?\"; s.execute(q); }\n");
        }
        text.append('}');
        List<EmbeddedStatement> found = new ArrayList<>();
        assertThat(ProcessorTime.of(() -> found.addAll(read(text.toString())))).isLessThan(Duration.ofSeconds(30));
        assertThat(found).hasSize(methods);
    }

    private static List<EmbeddedStatement> read(String java) {
        return CodeReader.read(SourceFile.of("A.java", java), CodeLanguage.JAVA).statements();
    }
}
