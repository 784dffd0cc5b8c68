package dev.pgwright.render.report.review;

import dev.pgwright.render.report.review.Styling.Tone;
import dev.pgwright.review.ReviewFinding;
import dev.pgwright.review.checklist.Checklist;
import dev.pgwright.review.checklist.Checklist.Answer;
import dev.pgwright.review.checklist.Checklist.Status;
import dev.pgwright.review.checklist.ChecklistItem.Group;
import java.util.List;

/** The checklists for people: at a terminal, and in Markdown. */
final class ChecklistText {
    /** Findings that are named of each answer. */
    private static final int SHOWN = 3;

    private static final int INDENT = 11;

    private ChecklistText() {}

    /** For a terminal. */
    static String of(ReviewReport report, Styling styling, int width) {
        Checklist checklist = report.checklist();
        StringBuilder text = new StringBuilder();
        for (Group group : Group.values()) {
            text.append(styling.apply(Tone.STRONG, group.title())).append('\n');
            for (Answer answer : answers(checklist, group)) {
                answer(text, answer, styling, width);
            }
            text.append('\n');
        }
        return text.append(styling.apply(Tone.STRONG, counts(checklist)))
                .append('\n')
                .toString();
    }

    private static void answer(StringBuilder text, Answer answer, Styling styling, int width) {
        String word = answer.status().word();
        text.append("  ").append(styling.apply(tone(answer.status()), word));
        text.append(" ".repeat(INDENT - 2 - word.length())).append(answer.item().question());
        boolean brief = answer.status() == Status.PASS;
        text.append(brief ? styling.apply(Tone.MUTED, " (" + answer.reason() + ")") : "")
                .append('\n');
        if (!brief) {
            lines(text, "", reason(answer), styling, width);
        }
        answer.findings().stream().limit(SHOWN).forEach(finding -> lines(text, "- ", said(finding), styling, width));
        if (answer.findings().size() > SHOWN) {
            lines(text, "- ", "and " + (answer.findings().size() - SHOWN) + " more", styling, width);
        }
    }

    private static String reason(Answer answer) {
        return answer.status() == Status.UNKNOWN ? "to know: " + answer.reason() : answer.reason();
    }

    private static void lines(StringBuilder text, String bullet, String words, Styling styling, int width) {
        String start = bullet;
        for (String line : Cells.wrapped(words, width - INDENT - bullet.length())) {
            text.append(" ".repeat(INDENT))
                    .append(styling.apply(Tone.MUTED, start + line))
                    .append('\n');
            start = " ".repeat(bullet.length());
        }
    }

    /** For the comment of a pull request, or a document. */
    static String markdown(ReviewReport report) {
        Checklist checklist = report.checklist();
        StringBuilder text = new StringBuilder("**pgwright checklist:** ")
                .append(counts(checklist))
                .append('\n');
        for (Group group : Group.values()) {
            text.append("\n### ").append(group.title()).append("\n\n| | | evidence |\n| --- | --- | --- |\n");
            for (Answer answer : answers(checklist, group)) {
                text.append("| ").append(mark(answer.status())).append(" | ");
                text.append(Markdown.escaped(answer.item().question())).append(" | ");
                text.append(Markdown.escaped(reason(answer)));
                answer.findings().stream()
                        .limit(SHOWN)
                        .forEach(finding -> text.append("<br>").append(Markdown.escaped(said(finding))));
                text.append(" |\n");
            }
        }
        return text.toString();
    }

    private static List<Answer> answers(Checklist checklist, Group group) {
        return checklist.answers().stream()
                .filter(answer -> answer.item().group() == group)
                .toList();
    }

    private static String said(ReviewFinding finding) {
        String name = finding.source().name();
        String place = name.isEmpty()
                ? finding.object() == null ? "" : finding.object() + ": "
                : finding.source().place(finding.span().start()) + ": ";
        return place + finding.message();
    }

    private static String counts(Checklist checklist) {
        return checklist.count(Status.PASS) + " pass, " + checklist.count(Status.FAIL) + " fail, "
                + checklist.count(Status.UNKNOWN) + " unknown";
    }

    private static Tone tone(Status status) {
        return switch (status) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.ERROR;
            case UNKNOWN -> Tone.WARNING;
        };
    }

    private static String mark(Status status) {
        return switch (status) {
            case PASS -> "🟢 pass";
            case FAIL -> "🔴 fail";
            case UNKNOWN -> "⚪ unknown";
        };
    }
}
