package dev.pgwright.design.requirements;

import java.util.Locale;

/** The types a business speaks of. What PostgreSQL type each becomes is a decision of the design. */
public enum BusinessType {
    TEXT,
    EMAIL,
    PHONE,
    URL,
    CODE,
    COUNTRY,
    CURRENCY,
    LANGUAGE,
    INTEGER,
    DECIMAL,
    MONEY,
    QUANTITY,
    PERCENTAGE,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    DURATION,
    PERIOD,
    DATE_PERIOD,
    STATUS,
    JSON,
    TAGS,
    FILE,
    GEO_POINT,
    UUID,
    IP_ADDRESS;

    /** As written in a requirements file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
