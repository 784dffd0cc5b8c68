package dev.pgwright.render.report.review;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In what form a review is reported. */
public enum ReviewFormat {
    TEXT,
    JSON,
    SARIF,
    /** Annotations of GitHub's workflows. */
    GITHUB,
    /** GitLab's code quality report. */
    GITLAB,
    JUNIT,
    /** For the comment of a pull request. */
    MARKDOWN,
    HTML;

    /** The word used on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ReviewFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }

    /**
     * The answers to the checklists; empty in a form that has no place for them.
     *
     * @param styling how {@link #TEXT} looks
     * @param width columns that fit, for {@link #TEXT}
     */
    public Optional<String> checklist(ReviewReport report, Styling styling, int width) {
        return switch (this) {
            case TEXT -> Optional.of(ChecklistText.of(report, styling, width));
            case JSON -> Optional.of(ReviewJson.of(report, true));
            case MARKDOWN -> Optional.of(ChecklistText.markdown(report));
            case SARIF, GITHUB, GITLAB, JUNIT, HTML -> Optional.empty();
        };
    }

    /**
     * The report; the same review gives the same text.
     *
     * @param styling how {@link #TEXT} looks
     * @param width columns that fit, for {@link #TEXT}
     */
    public String write(ReviewReport report, Styling styling, int width) {
        return switch (this) {
            case TEXT -> ReviewText.of(report, styling, width);
            case JSON -> ReviewJson.of(report);
            case SARIF -> ReviewSarif.of(report);
            case GITHUB -> ReviewAnnotations.of(report);
            case GITLAB -> ReviewGitlab.of(report);
            case JUNIT -> ReviewJunit.of(report);
            case MARKDOWN -> ReviewMarkdown.of(report);
            case HTML -> ReviewPage.of(report);
        };
    }
}
