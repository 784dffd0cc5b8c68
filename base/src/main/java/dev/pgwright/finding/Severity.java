package dev.pgwright.finding;

/** How much a finding matters, gravest first. */
public enum Severity {
    ERROR("error"),
    WARNING("warning"),
    ADVICE("advice");

    private final String word;

    Severity(String word) {
        this.word = word;
    }

    /** The word used in every output and in configuration. */
    public String word() {
        return word;
    }
}
