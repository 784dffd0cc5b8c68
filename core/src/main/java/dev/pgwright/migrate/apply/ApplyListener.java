package dev.pgwright.migrate.apply;

/** Hears how a run advances. Called by the thread that runs, but for {@link #doing}, which another one calls. */
public interface ApplyListener {
    /** Hears nothing. */
    ApplyListener NONE = new ApplyListener() {};

    /** Something to know before the first step, or while waiting. */
    default void note(String text) {}

    /**
     * A unit begins.
     *
     * @param all how many there are in the run
     */
    default void begin(Unit unit, int all) {}

    /** A statement is sent. */
    default void send(Unit unit, String sql) {}

    /** What the statement under way is at: how much of an index is built, whom it waits for. */
    default void doing(String text) {}

    /** A batch of a backfill has been committed. */
    default void filling(Unit unit, Filling filling) {}

    /** A try failed that is made again after a while. */
    default void again(Unit unit, String why) {}

    /** The unit is done, and its account with it. */
    default void done(Unit unit) {}
}
