package dev.pgwright.api;

/**
 * Hears how long work advances; a use case reports to it without knowing who shows it. Steps follow one another: a step
 * is closed before the next one starts.
 *
 * <pre>{@code
 * try (Progress.Step step = progress.step("Prove the constraints")) {
 *     for (...) {
 *         step.at(++done, all);
 *     }
 *     step.done(all + " constraints reject a bad row");
 * }
 * }</pre>
 */
public interface Progress {
    /** Starts a step. The name is an imperative without a final full stop: {@code Apply the schema}. */
    Step step(String name);

    /** Says something that a person should see while steps go on, such as an assumption made. */
    void note(String text);

    /** Hears nothing. */
    static Progress silent() {
        return Silent.INSTANCE;
    }

    /** A step under way. Closed without {@link #done}, it has failed. */
    interface Step extends AutoCloseable {
        /** What is at hand within the step; replaces what was said before. */
        void doing(String detail);

        /** How far the step is, in units that are about equal; lets the time left be estimated. */
        void at(long done, long all);

        /** The step succeeded; says what came of it in a few words, or nothing if empty. */
        void done(String result);

        @Override
        void close();
    }
}
