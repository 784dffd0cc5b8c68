package dev.pgwright.design.write;

import java.util.List;

/** Pieces of Markdown. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    Markdown heading(int level, String title) {
        text.append("#".repeat(level)).append(' ').append(title).append("\n\n");
        return this;
    }

    Markdown paragraph(String words) {
        text.append(words).append("\n\n");
        return this;
    }

    Markdown item(String words) {
        text.append("- ").append(words).append('\n');
        return this;
    }

    Markdown end() {
        text.append('\n');
        return this;
    }

    /** Text in a language of its own. */
    Markdown fence(String language, String words) {
        text.append("```").append(language).append('\n').append(words).append("```\n\n");
        return this;
    }

    Markdown table(List<String> header, List<List<String>> rows) {
        row(header);
        text.append("|").append(" --- |".repeat(header.size())).append('\n');
        rows.forEach(this::row);
        return end();
    }

    private void row(List<String> cells) {
        text.append('|');
        cells.forEach(cell -> text.append(' ')
                .append(cell.replace("|", "\\|").replace("\n", " "))
                .append(" |"));
        text.append('\n');
    }

    /** A fenced block of a language. */
    Markdown block(String language, String code) {
        text.append("```").append(language).append('\n').append(code).append("\n```\n\n");
        return this;
    }

    static String code(String words) {
        return words.isEmpty() ? "" : "`" + words + "`";
    }

    @Override
    public String toString() {
        return text.toString().strip() + "\n";
    }
}
