package dev.pgwright.migrate.plan;

import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The text of an ALTER TABLE, cut into its head and its actions. */
public final class AlterTableText {
    private final String text;
    private final Fragments fragments;
    private final int nameStart;
    private final int nameEnd;
    private final List<Span> actions;

    private AlterTableText(String text) {
        this.text = text;
        this.fragments = new Fragments(text);
        int at = fragments.find(0, "table") + 1;
        if (fragments.areWords(at, "if", "exists")) {
            at += 2;
        }
        boolean only = fragments.isWord(at, "only");
        at += only ? 1 : 0;
        boolean parenthesis = only && fragments.isSymbol(at, '(');
        nameStart = parenthesis ? at + 1 : at;
        nameEnd = fragments.behindName(nameStart);
        at = parenthesis ? nameEnd + 1 : nameEnd;
        at += fragments.isSymbol(at, '*') ? 1 : 0;
        actions = fragments.list(at);
    }

    /** The parts of a statement's text, without its semicolon. */
    public static AlterTableText of(String statement) {
        return new AlterTableText(statement);
    }

    /** {@code ALTER TABLE name} as it is written, with the blanks behind it. */
    public String head() {
        return actions.isEmpty() ? text : text.substring(0, actions.get(0).start());
    }

    /** The table's name as it is written. */
    public String table() {
        return fragments.text(nameStart, nameEnd);
    }

    /** What stands before the table's own name, with the dot; empty when it is not qualified. */
    String qualifier() {
        return nameEnd - nameStart == 1 ? "" : fragments.text(nameStart, nameEnd - 2) + ".";
    }

    /** Where the actions stand, as offsets of the statement's text, without the commas around them. */
    public List<Span> actions() {
        return List.copyOf(actions);
    }

    public String action(int number) {
        return actions.get(number).of(text);
    }

    /** The statement with another text in place of an action. */
    String with(int number, String action) {
        return text.substring(0, actions.get(number).start())
                + action
                + text.substring(actions.get(number).end());
    }

    /** The statement with other actions. */
    String altered(String... others) {
        return head() + String.join(", ", others);
    }

    /** The statement without some of its actions; empty when none would be left. */
    public Optional<String> without(List<Integer> numbers) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < actions.size(); i++) {
            if (!numbers.contains(i)) {
                kept.add(action(i));
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(head() + String.join(",\n    ", kept));
    }
}
