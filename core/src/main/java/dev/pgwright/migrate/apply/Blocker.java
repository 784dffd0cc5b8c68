package dev.pgwright.migrate.apply;

/**
 * A session that others wait for, or that has been in a transaction for long.
 *
 * @param pid 0 for a prepared transaction
 * @param seconds how long its transaction has been open
 * @param query its latest statement, cut; empty if it may not be seen
 */
public record Blocker(int pid, String user, String application, String state, long seconds, String query) {
    /** {@code session 4711 of app (web), idle in transaction for 3 min: update orders ...}. */
    @Override
    public String toString() {
        return (pid == 0 ? "a prepared transaction" : "session " + pid)
                + (user.isEmpty() ? "" : " of " + user)
                + (application.isEmpty() ? "" : " (" + application + ")")
                + (state.isEmpty() ? "" : ", " + state)
                + " for " + duration(seconds)
                + (query.isEmpty() ? "" : ": " + query);
    }

    static String duration(long seconds) {
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
