package dev.pgwright.migrate.plan.steps;

import java.util.Locale;

/** What can be made, changed or removed by itself; in the order in which it is made where nothing else decides. */
public enum UnitKind {
    ROLE,
    SCHEMA,
    EXTENSION,
    TYPE,
    SEQUENCE,
    TABLE,
    COLUMN,
    DEFAULT,
    NOT_NULL,
    IDENTITY,
    SEQUENCE_OWNER,
    OBJECT,
    INDEX,
    CONSTRAINT,
    VIEW,
    ROUTINE,
    FOREIGN_KEY,
    TRIGGER,
    RULE,
    TABLE_SETTING,
    POLICY,
    COMMENT,
    OWNER,
    PRIVILEGE,
    LABEL;

    /** For messages: {@code not null}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
