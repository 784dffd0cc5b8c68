package dev.pgwright.review;

/** A rule about SQL in application code: how a program makes a statement and runs it. */
public interface CodeRule extends Rule {
    /** Called once for each statement of a program. */
    void check(CodeContext code, Report report);

    /** Called once for each call in a loop of a method that sends a statement. */
    default void check(LoopedContext looped, Report report) {
        // few rules are about calls
    }

    /** Called once for each access in a loop to what is loaded lazily. */
    default void check(LazyContext lazy, Report report) {
        // few rules are about objects
    }
}
