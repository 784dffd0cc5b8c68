package dev.pgwright.render.report.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.render.report.review.Styling.Tone;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import org.junit.jupiter.api.Test;

class CodeFrameTest {
    private static String frame(String text, String from, String to, int width) {
        int start = text.indexOf(from);
        return frame(text, new Span(start, text.indexOf(to, start) + to.length()), width);
    }

    private static String frame(String text, Span span, int width) {
        return String.join(
                        "\n", new CodeFrame(SourceFile.of("a.sql", text), span).text(Styling.NONE, Tone.ERROR, width))
                + "\n";
    }

    @Test
    void underlinesARange() {
        assertThat(frame("select 1;\ndrop table t;", "table t", "t", 80)).isEqualTo("""
                  |
                2 | drop table t;
                  |      ^
                """);
    }

    @Test
    void underlinesEachLineOfARangeWithoutItsBlanks() {
        assertThat(frame("alter table t\n\n    drop column a,  \n    drop column b; -- x", "table", "b;", 80))
                .isEqualTo("""
                  |
                1 | alter table t
                  |       ^^^^^^^
                2 |
                3 |     drop column a,
                  |     ^^^^^^^^^^^^^^
                4 |     drop column b; -- x
                  |     ^^^^^^^^^^^^^^
                """);
    }

    @Test
    void leavesOutTheMiddleOfALongRange() {
        assertThat(frame("(\na,\nb,\nc,\nd,\ne,\nf,\ng,\nh,\n)", "(", ")", 80)).isEqualTo("""
                   |
                 1 | (
                   | ^
                 2 | a,
                   | ^^
                 3 | b,
                   | ^^
                 ...
                10 | )
                   | ^
                """);
    }

    @Test
    void tabsAreBlanksUpToTheNextStop() {
        assertThat(frame("\tselect\t1, x", "1", "1", 80)).isEqualTo("""
                  |
                1 |     select  1, x
                  |             ^
                """);
    }

    @Test
    void wideAndCombiningCharactersKeepTheirColumns() {
        assertThat(frame("drop table 顧客, e\u0301tat, 🚀x, t", "e\u0301tat", "tat", 80))
                .isEqualTo("""
                  |
                1 | drop table 顧客, e\u0301tat, 🚀x, t
                  |                  ^^^^
                """);
        assertThat(frame("drop table 顧客, e\u0301tat, 🚀x, t", "🚀x", "x", 80))
                .endsWith("  |" + " ".repeat(24) + "^^^\n");
        assertThat(frame("drop table 顧客", "顧客", "客", 80)).endsWith("  |" + " ".repeat(12) + "^^^^\n");
    }

    @Test
    void anEmptyRangeIsOneMark() {
        assertThat(frame("select", new Span(6, 6), 80)).isEqualTo("""
                  |
                1 | select
                  |       ^
                """);
        assertThat(frame("", new Span(0, 0), 80)).isEqualTo("""
                  |
                1 |
                  | ^
                """);
        assertThat(frame("a\n", new Span(2, 2), 80)).isEqualTo("""
                  |
                2 |
                  | ^
                """);
    }

    @Test
    void aRangeBehindTheEndIsAtTheEnd() {
        assertThat(frame("select", new Span(90, 99), 80)).endsWith("|       ^\n");
    }

    @Test
    void aRangeThatEndsWithItsLineDoesNotReachIntoTheNext() {
        assertThat(frame("select 1;\r\nselect 2;", new Span(0, 11), 80)).isEqualTo("""
                  |
                1 | select 1;
                  | ^^^^^^^^^
                """);
    }

    @Test
    void ofALongLineThePartAroundTheRangeIsShown() {
        String line = "insert into t values " + "(1),".repeat(60) + "(bad)," + "(2),".repeat(60);
        assertThat(frame(line, "bad", "bad", 44)).isEqualTo("""
                  |
                1 | …1),(1),(1),(bad),(2),(2),(2),(2),(2),(…
                  |              ^^^
                """);
        assertThat(frame(line, new Span(0, line.length()), 44)).isEqualTo("""
                  |
                1 | insert into t values (1),(1),(1),(1),(1…
                  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
                """);
        assertThat(frame(line, new Span(line.length() - 4, line.length()), 44)).endsWith("^^^^\n");
    }

    @Test
    void whatSteersATerminalOrTurnsTheTextIsShown() {
        assertThat(frame("select '\u001B[31mred\u202Eder', \u0007x", "x", "x", 80))
                .isEqualTo("""
                  |
                1 | select '␛[31mred\uFFFDder', ␇x
                  |                         ^
                """);
    }
}
