package dev.pgwright.render.report.review;

import dev.pgwright.finding.Severity;
import dev.pgwright.render.report.review.Styling.Tone;
import dev.pgwright.review.ReviewFinding;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A review for people at a terminal. */
final class ReviewText {
    private static final int LABEL = 11;

    /** So often a rule's advice is shown; the rest is counted, lest it hide what is dangerous. */
    private static final int ADVICE_SHOWN = 3;

    private final Styling styling;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private ReviewText(Styling styling, int width) {
        this.styling = styling;
        this.width = width;
    }

    /**
     * Each finding with its place in its file, but for the same advice given again and again, and a summary.
     *
     * @param width columns that fit
     */
    static String of(ReviewReport report, Styling styling, int width) {
        ReviewText writer = new ReviewText(styling, width);
        Map<String, Integer> advice = new TreeMap<>();
        for (Located located : report.findings()) {
            boolean again = located.severity() == Severity.ADVICE
                    && advice.merge(located.rule(), 1, Integer::sum) > ADVICE_SHOWN;
            if (!again) {
                writer.finding(located);
            }
        }
        writer.again(advice);
        writer.summary(report);
        return writer.text.toString();
    }

    private void finding(Located located) {
        ReviewFinding finding = located.finding();
        Tone tone = tone(finding.severity());
        String place = Cells.visible(located.place());
        text.append(styling.apply(Tone.STRONG, place)).append(place.isEmpty() ? "" : ": ");
        text.append(styling.apply(tone, finding.severity().word())).append(": ");
        text.append(styling.apply(Tone.STRONG, Cells.visible(finding.message())));
        text.append(styling.apply(Tone.MUTED, " [" + located.rule() + "]")).append('\n');
        if (!located.sourceText().isEmpty()) {
            new CodeFrame(finding.source(), finding.span())
                    .text(styling, tone, width)
                    .forEach(line -> text.append(line).append('\n'));
        }
        if (finding.cost() != null) {
            entry("cost", finding.cost());
        }
        if (!finding.advice().isEmpty()) {
            entry("advice", finding.advice());
        }
        String fix = located.fixTitle();
        if (fix != null) {
            entry("fix", "available with --fix: " + fix);
        }
        entry("evidence", located.evidence(command -> command));
        text.append('\n');
    }

    private void entry(String label, String words) {
        String head = "  " + label + " ".repeat(LABEL - 2 - label.length());
        boolean first = true;
        for (String line : Cells.wrapped(words, width - LABEL)) {
            text.append(first ? styling.apply(Tone.MUTED, head) : " ".repeat(LABEL))
                    .append(line)
                    .append('\n');
            first = false;
        }
    }

    private void again(Map<String, Integer> advice) {
        int start = text.length();
        advice.forEach((rule, count) -> {
            if (count > ADVICE_SHOWN) {
                text.append(styling.apply(Tone.ADVICE, "advice"))
                        .append(": " + (count - ADVICE_SHOWN) + " more of the kind")
                        .append(styling.apply(Tone.MUTED, " [" + rule + "]"))
                        .append('\n');
            }
        });
        if (text.length() > start) {
            text.append(styling.apply(Tone.MUTED, "every other --format than text shows them all"))
                    .append("\n\n");
        }
    }

    private void summary(ReviewReport report) {
        String counts = report.counts();
        String sentence = counts.substring(0, 1).toUpperCase(Locale.ROOT) + counts.substring(1);
        text.append(styling.apply(Tone.STRONG, sentence)).append('\n');
        report.remarks()
                .forEach(remark -> text.append(styling.apply(Tone.MUTED, Cells.visible(remark)))
                        .append('\n'));
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case ERROR -> Tone.ERROR;
            case WARNING -> Tone.WARNING;
            case ADVICE -> Tone.ADVICE;
        };
    }
}
