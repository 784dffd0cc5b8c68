package dev.pgwright.app.cli;

import dev.pgwright.design.questions.Question;
import java.util.ArrayList;
import java.util.List;

/** Questions on a terminal, folded to its width. */
final class QuestionLines {
    private static final int INDENT = 6;

    private final Terminal terminal;

    QuestionLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The question alone. */
    void printShort(Question question) {
        hanging("    ", terminal.styled(Style.YELLOW, "?"), question.text());
    }

    /** The question with its id, its reason and what was taken. */
    void print(Question question) {
        hanging("", "%4d".formatted(question.rank()), question.text());
        String indent = " ".repeat(INDENT - 1);
        terminal.print(indent
                + terminal.styled(Style.CYAN, question.id())
                + question.place()
                        .optionalPosition()
                        .map(position -> terminal.styled(Style.DIM, "  line " + position.line()))
                        .orElse(""));
        folded(question.why(), terminal.width() - INDENT + 1).forEach(line -> terminal.print(indent + line));
        folded("Taken: " + question.taken(), terminal.width() - INDENT + 1)
                .forEach(line -> terminal.print(indent + terminal.styled(Style.DIM, line)));
    }

    private void hanging(String indent, String mark, String text) {
        int taken = indent.isEmpty() ? INDENT - 1 : indent.length() + 2;
        List<String> lines = folded(text, terminal.width() - taken);
        for (int i = 0; i < lines.size(); i++) {
            String line = indent.isEmpty() ? terminal.styled(Style.BOLD, lines.get(i)) : lines.get(i);
            terminal.print(i == 0 ? indent + mark + " " + line : " ".repeat(taken) + line);
        }
    }

    /** Lines of words, none wider than asked for unless a word is. */
    static List<String> folded(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
