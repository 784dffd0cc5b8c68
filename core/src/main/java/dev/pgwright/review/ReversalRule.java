package dev.pgwright.review;

/** A rule about what the way back of a migration leaves. */
public interface ReversalRule extends Rule {
    /** Called after a migration that has a way back, if all statements of both could be followed. */
    void check(Reversal reversal, Report report);
}
