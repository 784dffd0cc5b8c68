package dev.pgwright.review;

/**
 * Something to look for. A rule is a {@link StatementRule}, a {@link MigrationRule}, a {@link ReversalRule}, a
 * {@link HistoryRule} or a {@link FindingsRule}; it has no state, and all it knows comes from its context.
 */
public interface Rule {
    RuleInfo info();
}
