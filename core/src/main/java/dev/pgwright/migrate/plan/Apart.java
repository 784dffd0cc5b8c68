package dev.pgwright.migrate.plan;

import dev.pgwright.migrate.plan.SafeForm.Part;
import java.util.List;
import java.util.Optional;

/** Statements that are right as they are, but in the wrong transaction. */
public final class Apart {
    private Apart() {}

    /** In a transaction of its own: an enum's new value, a validation. What stood before it commits first. */
    public static Optional<SafeForm> inOwnTransaction(Change change) {
        return Optional.of(new SafeForm(
                "run it in a transaction of its own", List.of(Part.transaction(), Part.transaction(change.sql()))));
    }

    /** Outside of any transaction: what PostgreSQL refuses inside. */
    public static Optional<SafeForm> outside(Change change) {
        return Optional.of(new SafeForm("run it outside of a transaction", List.of(Part.alone(change.sql()))));
    }
}
