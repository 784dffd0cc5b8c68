package dev.pgwright.review;

/** A rule about several migrations together. */
public interface HistoryRule extends Rule {
    /** Called once, after the last migration. */
    void check(HistoryContext history, Report report);
}
