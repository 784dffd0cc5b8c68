package dev.pgwright.review;

import java.util.Set;

/** A rule about several migrations together. */
public interface HistoryRule extends Rule {
    /** Called once, after the last migration. */
    void check(HistoryContext history, Report report);

    /** The problems of the history that the rule tells as findings, by their ids, so that they are not told twice. */
    default Set<String> problems() {
        return Set.of();
    }
}
