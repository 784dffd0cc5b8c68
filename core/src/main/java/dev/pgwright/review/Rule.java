package dev.pgwright.review;

/**
 * Something to look for. A rule is a {@link StatementRule}, a {@link MigrationRule} or a {@link HistoryRule}; it has no
 * state, and all it knows comes from its context.
 */
public interface Rule {
    RuleInfo info();
}
