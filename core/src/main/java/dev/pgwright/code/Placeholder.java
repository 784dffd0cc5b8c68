package dev.pgwright.code;

/** The ways in which a statement says that a value is sent apart from it; {@code $1} is PostgreSQL's own. */
enum Placeholder {
    /** {@code ?}, which is written twice where it is an operator. */
    QUESTION,
    /** {@code ?} where a value can stand; elsewhere it is an operator. */
    QUESTION_OR_OPERATOR,
    /** {@code ?} for a value and {@code ??} for a name. */
    QUESTION_OR_NAME,
    /** {@code :name} and {@code ?1}. */
    COLON,
    /** <code>${name}</code> and {@code $<name>}, with brackets of any kind. */
    DOLLAR_NAME,
    /** {@code @name}. */
    AT,
    /** {@code %s} and {@code %(name)s}; a percent sign is written twice. */
    PERCENT,
    /** {@code :#{...}}, <code>?#{...}</code> and <code>#{#entityName}</code>. */
    SPEL,
    /** <code>#{name}</code> for a value and <code>${name}</code> for a part of the statement. */
    MYBATIS,
    /** {@code {0}} for a part of the statement. */
    BRACES,
    /** {@code <name>} for a part of the statement. */
    ANGLES
}
