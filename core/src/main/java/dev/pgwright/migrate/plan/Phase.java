package dev.pgwright.migrate.plan;

import java.util.List;

/**
 * A phase of a change that is made beside the old structure, before that goes.
 *
 * @param title what it does, for people
 * @param up statements without semicolons
 * @param down what leads back behind it, as the schema is then
 * @param downWhole what comes behind that, in one transaction
 * @param whole whether all of {@code up} is one transaction
 * @param awaits what the application must have deployed before it, a sentence each without full stop
 * @param coordination what else to know before it
 * @param misfits queries that find rows because of which it must not run
 * @param awaitsBack what the application must have deployed before it is taken back
 */
record Phase(
        String title,
        List<String> up,
        List<String> down,
        List<String> downWhole,
        boolean whole,
        List<String> awaits,
        List<String> coordination,
        List<String> misfits,
        List<String> awaitsBack) {
    Phase {
        up = List.copyOf(up);
        down = List.copyOf(down);
        downWhole = List.copyOf(downWhole);
        awaits = List.copyOf(awaits);
        coordination = List.copyOf(coordination);
        misfits = List.copyOf(misfits);
        awaitsBack = List.copyOf(awaitsBack);
    }

    /** A phase that can be taken back whatever is deployed. */
    Phase(
            String title,
            List<String> up,
            List<String> down,
            List<String> downWhole,
            boolean whole,
            List<String> awaits,
            List<String> coordination,
            List<String> misfits) {
        this(title, up, down, downWhole, whole, awaits, coordination, misfits, List.of());
    }

    /** A phase that changes nothing and fails where rows are in the way of what follows; the hint says what to do with them. */
    static Phase ofCheck(String title, RowCheck check, String hint) {
        return new Phase(
                title,
                List.of(check.statement()),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of("nothing has been changed yet when it fails, and it names the rows: " + hint),
                List.of(check.query()));
    }

    /** The same that is only taken back when something is deployed. */
    Phase awaitingBack(List<String> deployed) {
        return new Phase(title, up, down, downWhole, whole, awaits, coordination, misfits, deployed);
    }
}
