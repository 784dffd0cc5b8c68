package dev.pgwright.migrate.rehearse;

import dev.pgwright.migrate.plan.PlanStep;
import dev.pgwright.migrate.plan.PlanStep.BrokenQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which names the code of clients says, of one table or in one query: the old ones until the step that awaits a deployment,
 * the new ones from where they are understood, both in between. For several threads.
 */
final class Usage {
    private final List<String> before;
    private final List<String> after;
    private volatile boolean saysOld = true;
    private volatile boolean saysNew;

    /**
     * A usage.
     *
     * @param before statements by the old names, by which the server is asked whether it understands them
     * @param after the same by the new names
     */
    Usage(List<String> before, List<String> after) {
        this.before = List.copyOf(before);
        this.after = List.copyOf(after);
    }

    boolean saysOld() {
        return saysOld;
    }

    boolean saysNew() {
        return saysNew;
    }

    /** All code is deployed that says the new names, if the server understands those. */
    void deployed() {
        saysOld = saysOld && !saysNew;
    }

    /**
     * Looks what is understood behind a step.
     *
     * @return why code was left without any words that work; empty where it was not
     */
    Optional<String> behind(PlanStep step, Connection connection) throws SQLException {
        Optional<BrokenQuery> broken = saysOld ? refusal(before, connection) : Optional.empty();
        boolean both = saysNew;
        saysOld = saysOld && broken.isEmpty();
        saysNew =
                saysNew || (!after.equals(before) && refusal(after, connection).isEmpty());
        if (broken.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "behind step %d (%s) a query of clients fails, %s: %s (%s)",
                step.number(),
                step.title(),
                both
                        ? "and the step does not wait until all code says the new names"
                        : saysNew
                                ? "and by the new names it failed until there: no moment suits a deployment"
                                : "and no other form of it is known",
                broken.get().query().replaceAll("\\s+", " "),
                broken.get().because()));
    }

    /** The first of the statements that cannot be prepared, and why. */
    private static Optional<BrokenQuery> refusal(List<String> statements, Connection connection) throws SQLException {
        for (String sql : statements) {
            String refusal = KnownQueries.refusal(connection, sql);
            if (refusal != null) {
                return Optional.of(new BrokenQuery(sql, refusal));
            }
        }
        return Optional.empty();
    }
}
