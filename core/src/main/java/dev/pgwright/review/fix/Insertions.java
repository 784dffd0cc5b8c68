package dev.pgwright.review.fix;

import dev.pgwright.migrate.plan.LetterCase;
import dev.pgwright.review.Step;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.util.List;

/** Statements put in before or behind others, on lines of their own, in the letters that the file uses. */
final class Insertions {
    private final String text;
    private final Lines lines;
    private final List<Step> steps;

    Insertions(String text, List<Step> steps) {
        this.text = text;
        this.lines = new Lines(text);
        this.steps = steps;
    }

    /** A statement before a step and the comments above it. */
    TextEdit before(Step step, String sql) {
        int floor = step.number() == 0 ? 0 : steps.get(step.number() - 1).span().end();
        return before(step.span(), floor, sql);
    }

    /** The same of a statement that is no step; the floor is the end of the statement before it, 0 where there is none. */
    TextEdit before(Span statement, int floor, String sql) {
        int at = lines.around(statement, floor).start();
        return new TextEdit(Span.at(at), inCase(statement, sql) + ";\n" + indentation(at, statement.start()));
    }

    /** A statement behind a step and the comment on its line. */
    TextEdit behind(Step step, String sql) {
        return behind(step.span(), sql);
    }

    /** The same of a statement that is no step yet. */
    TextEdit behind(Span statement, String sql) {
        int end = lines.below(statement);
        boolean ended = lines.behindSemicolon(statement.end()) > statement.end();
        String start = (ended ? "" : ";") + (end > 0 && text.charAt(end - 1) == '\n' && ended ? "" : "\n");
        int at = ended ? end : statement.end();
        String finish = at < text.length() && text.charAt(at) == '\n' ? "" : "\n";
        return new TextEdit(Span.at(at), start + inCase(statement, sql) + ";" + finish);
    }

    /** A step with its semicolon and its line, if it has that alone, left out. */
    TextEdit without(Step step) {
        return without(step.span());
    }

    /** The same of a statement that is no step yet. */
    TextEdit without(Span statement) {
        int start = lines.lineStart(statement.start());
        boolean alone = text.substring(start, statement.start()).isBlank();
        return new TextEdit(new Span(alone ? start : statement.start(), lines.below(statement)), "");
    }

    private String indentation(int at, int statement) {
        return at == statement ? text.substring(lines.lineStart(at), at).replaceAll("\\S", " ") : "";
    }

    /** In small letters where the statement is. */
    private String inCase(Span statement, String sql) {
        return LetterCase.isSmall(statement.of(text)) ? LetterCase.small(sql) : sql;
    }
}
