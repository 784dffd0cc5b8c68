package dev.pgwright.review;

import java.util.Locale;

/** What a rule is about; also the name of its folder. */
public enum Area {
    MIGRATION,
    SCHEMA,
    QUERY,
    INDEX,
    SECURITY,
    HEALTH,
    RED_FLAG;

    /** As written in outputs: {@code red-flag}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
