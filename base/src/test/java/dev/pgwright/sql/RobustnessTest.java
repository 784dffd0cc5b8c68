package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.tree.A_Expr;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobustnessTest {

    private static ParsedSql parse(String sql) {
        return Sql.parse(SourceFile.of("", sql));
    }

    private static String nested(String open, String middle, String close, int times) {
        return "SELECT " + open.repeat(times) + middle + close.repeat(times);
    }

    @Test
    void readsSumsOfThousandsOfTerms() {
        Statement statement = parse(nested("1 + ", "1", "", 5_000)).statements().get(0);
        assertThat(Nodes.all(statement.tree(), A_Expr.class)).hasSize(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000, 50_000, 600_000})
    void sumsThatAreTooLongAreAnErrorAndNoCrash(int terms) {
        ParsedSql parsed = parse(nested("1 + ", "1", "", terms) + "; SELECT 2");
        assertThat(parsed.errors()).extracting(SyntaxError::message).containsExactly("nested too deeply");
        assertThat(parsed.statements()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000, 100_000})
    void parenthesesThatAreTooDeepAreAnErrorAndNoCrash(int depth) {
        ParsedSql parsed = parse(nested("(", "1", ")", depth) + "; SELECT 2");
        assertThat(parsed.errors())
                .extracting(SyntaxError::message)
                .containsExactly("nested too deeply at or near \"(\"");
        assertThat(parsed.statements()).hasSize(1);
    }

    @Test
    void otherDeepNestsAreReadOrRefused() {
        for (int depth : new int[] {500, 3_000, 30_000}) {
            for (String sql : List.of(
                    nested("NOT ", "true", "", depth),
                    nested("f(", "1", ")", depth),
                    nested("CASE WHEN a THEN b ELSE ", "1", " END", depth),
                    "SELECT 1" + " UNION SELECT 1".repeat(depth),
                    "SELECT * FROM " + "(SELECT * FROM ".repeat(depth) + "t" + ") x".repeat(depth),
                    nested("ARRAY[", "1", "]", depth),
                    nested("- ", "a", "", depth))) {
                ParsedSql parsed = parse(sql);
                assertThat(parsed.errors())
                        .allSatisfy(error -> assertThat(error.message()).startsWith("nested too deeply"));
                assertThat(parsed.statements().size() + parsed.errors().size()).isEqualTo(1);
            }
        }
    }

    @Test
    void manyCallersAtOnceGetTheSameAnswersAsOne() throws Exception {
        List<SourceFile> files = SqlFiles.ALL.stream().map(SqlFiles::read).toList();
        List<ParsedSql> expected = files.stream().map(Sql::parse).toList();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                results.add(callers.submit(() -> {
                    for (int round = 0; round < 8; round++) {
                        for (int i = 0; i < files.size(); i++) {
                            if (!Sql.parse(files.get(i)).equals(expected.get(i))) {
                                return false;
                            }
                        }
                    }
                    return true;
                }));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void anInterruptedCallerGetsItsAnswerAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThat(parse("SELECT 1").statements()).hasSize(1);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void brokenTextIsNeverMoreThanAnError() {
        Random random = new Random(4_711);
        List<String> files =
                SqlFiles.ALL.stream().map(name -> SqlFiles.read(name).text()).toList();
        String[] snippets = {
            "'", "\"", "$$", "$a$", "/*", "*/", "--", ";", "(", ")", "\\", "\n", "\\.\n", "é", "😀", "\ud83d", "\0"
        };
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder(files.get(random.nextInt(files.size())));
            int from = random.nextInt(text.length());
            text.delete(0, from);
            text.setLength(random.nextInt(text.length() + 1));
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(text.length() + 1);
                if (random.nextBoolean()) {
                    text.insert(at, snippets[random.nextInt(snippets.length)]);
                } else {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(10)));
                }
            }
            checkPlaces(parse(text.toString()));
        }
    }

    private static void checkPlaces(ParsedSql parsed) {
        int length = parsed.source().text().length();
        int end = 0;
        for (Statement statement : parsed.statements()) {
            assertThat(statement.span().start()).isGreaterThanOrEqualTo(end);
            end = statement.span().end();
            assertThat(end).isLessThanOrEqualTo(length);
            for (Node node : Nodes.all(statement.tree(), Node.class)) {
                assertThat(node.location() == -1 || statement.span().contains(node.location()))
                        .as("%s at %s in %s", node, node.location(), statement.span())
                        .isTrue();
            }
        }
        for (SyntaxError error : parsed.errors()) {
            assertThat(error.span().end()).isLessThanOrEqualTo(length);
        }
    }

    @Test
    void everyLocationInOurFilesIsInsideItsStatement() {
        SqlFiles.ALL.forEach(name -> checkPlaces(Sql.parse(SqlFiles.read(name))));
    }

    @Test
    void readsMegabytesInOneGo() {
        String line = "INSERT INTO t (id, name) VALUES (1, 'Zoë'), (2, 'x;y');\n";
        ParsedSql parsed = parse(line.repeat(10_000));
        assertThat(parsed.errors()).isEmpty();
        assertThat(parsed.statements()).hasSize(10_000);
        assertThat(parsed.statements().get(9_999).span().start()).isEqualTo(9_999 * line.length());
    }

    @Test
    void manyForgottenQuotesTakeNoLongerThanManyErrors() {
        ParsedSql parsed = parse("INSERT INTO t VALUES ('it's');\nSELECT 1;\n".repeat(500));
        assertThat(parsed.errors()).isNotEmpty();
        assertThat(parsed.statements()).isNotEmpty();
    }
}
