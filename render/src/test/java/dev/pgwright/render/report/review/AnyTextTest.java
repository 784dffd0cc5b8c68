package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.review.ReviewFinding;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the SQL, the names and the messages hold, every report is well-formed. */
class AnyTextTest {
    private static final String[] PIECES = {
        "select 1;",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "'",
        "\"",
        "\\",
        "`",
        "```",
        "|",
        "<",
        ">",
        "&",
        "&amp;",
        "]]>",
        "<!--",
        "-->",
        "</script>",
        "</pre>",
        "%",
        "%0A",
        "::",
        ",",
        "@",
        "@title@",
        "*",
        "_",
        "#",
        "$$",
        "\u0000",
        "\u0001",
        "\u001B[31m",
        "\u007F",
        "\u0085",
        "\u2028",
        "\u202E",
        "\uFEFF",
        "\uFFFE",
        "\uFFFF",
        "\uD83D",
        "\uDE80",
        "🚀",
        "é",
        "e\u0301",
        "顧客",
        "\u200D",
        " ",
        "    ",
        "x",
        "drop table t",
        "-- c"
    };

    private static String text(Random random, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static ReviewReport report(long seed) {
        Random random = new Random(seed);
        List<ReviewFinding> findings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            SourceFile source = SourceFile.of(text(random, 6), text(random, 40));
            int start = random.nextInt(source.text().length() + 1);
            Span span = new Span(start, start + random.nextInt(source.text().length() - start + 1));
            findings.add(new ReviewSamples.Draft(
                            random.nextBoolean() ? ReviewSamples.INDEX : ReviewSamples.RENAME, source, span)
                    .message(text(random, 8))
                    .object(text(random, 4))
                    .cost(text(random, 8))
                    .build());
        }
        return ReviewSamples.of(findings);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void reportsAreWellFormed(int part) throws Exception {
        for (long seed = part * 25L; seed < (part + 1) * 25L; seed++) {
            ReviewReport report = report(seed);
            for (ReviewFormat format : ReviewFormat.values()) {
                String text = new String(
                        format.write(report, Styling.NONE, 80).getBytes(StandardCharsets.UTF_8),
                        StandardCharsets.UTF_8);
                check(format, text, "seed " + seed);
            }
        }
    }

    private static void check(ReviewFormat format, String text, String seed) throws Exception {
        switch (format) {
            case JSON -> assertThat(JsonSchemas.reviewErrors(text)).as(seed).isEmpty();
            case SARIF -> {
                assertThat(JsonSchemas.sarifErrors(text)).as(seed).isEmpty();
                assertThat(JsonSchemas.standardSarifErrors(text)).as(seed).isEmpty();
            }
            case GITLAB -> assertThat(JsonSchemas.parsed(text)).as(seed).hasSize(20);
            case JUNIT ->
                assertThat(XmlTrees.parsed(text)
                                .getElementsByTagName("testcase")
                                .getLength())
                        .as(seed)
                        .isEqualTo(20);
            case HTML ->
                assertThat(XmlTrees.parsed(text).getElementsByTagName("article").getLength())
                        .as(seed)
                        .isEqualTo(20);
            case GITHUB ->
                assertThat(text.split("\n", -1))
                        .as(seed)
                        .hasSize(21)
                        .allMatch(
                                line -> line.isEmpty() || line.matches("(?s)::(error|warning|notice) [^\r]*::[^\r]*"));
            case TEXT -> assertThat(text).as(seed).matches(AnyTextTest::isPlain);
            case MARKDOWN -> {
                assertThat(text.lines().filter(line -> line.matches("\\| (🔴|🟡) .* \\|")))
                        .as(seed)
                        .hasSize(20);
                assertThat(text.lines().filter(line -> line.equals("</details>")))
                        .as(seed)
                        .hasSize(20);
            }
        }
    }

    /** Whether a terminal shows it and does not obey. */
    private static boolean isPlain(String text) {
        return text.chars().noneMatch(c -> c != '\n' && (c < ' ' || c >= 0x7F && c < 0xA0 || c == 0x202E));
    }
}
