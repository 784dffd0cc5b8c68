package dev.pgwright.review.config;

import dev.pgwright.finding.Severity;
import org.jspecify.annotations.Nullable;

/** From which severity on findings fail a review. */
public enum FailOn {
    ERROR("error", Severity.ERROR),
    WARNING("warning", Severity.WARNING),
    ADVICE("advice", Severity.ADVICE),
    NEVER("never", null);

    private final String word;
    private final @Nullable Severity severity;

    FailOn(String word, @Nullable Severity severity) {
        this.word = word;
        this.severity = severity;
    }

    /** The word used in configuration and on the command line. */
    public String word() {
        return word;
    }

    /** The least grave severity that fails; null when none does. */
    public @Nullable Severity severity() {
        return severity;
    }
}
