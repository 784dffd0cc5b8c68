package dev.pgwright.review.fix;

import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.locks.Transactionality;
import dev.pgwright.review.Fix;
import dev.pgwright.review.MigrationContext;
import dev.pgwright.review.Step;
import dev.pgwright.review.TransactionBlock;
import dev.pgwright.source.TextEdit;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits set where they are missing: SET LOCAL in a transaction, which ends with it; elsewhere SET, and behind the last
 * statement that needs it back to what it was, so that the session is left as it was.
 */
public final class Timeouts {
    private Timeouts() {}

    /**
     * Sets a parameter before the first of some steps in every transaction, and around those outside of any.
     *
     * @param parameter such as {@code lock_timeout}
     * @param value with its unit: {@code 5s}
     * @param needing the steps that run without it
     */
    public static Fix set(MigrationContext migration, String parameter, String value, List<Step> needing) {
        String text = migration.source().text();
        List<Step> steps = migration.steps();
        Insertions insertions = new Insertions(text, steps);
        String local = "SET LOCAL " + parameter + " = '" + value + "'";
        List<TextEdit> edits = new ArrayList<>();
        Set<TransactionBlock> done = new HashSet<>();
        @Nullable Step last = null;
        for (Step step : needing) {
            TransactionBlock block = step.transaction();
            boolean alone = migration.migration().up().transactions() == TransactionMode.SIMPLE_QUERY;
            if (block != null || alone) {
                last = close(insertions, last, parameter, edits);
                if (block == null || done.add(block)) {
                    edits.add(insertions.before(step, local));
                }
            } else {
                if (last != null && !areTogether(steps, last, step)) {
                    last = close(insertions, last, parameter, edits);
                }
                if (last == null) {
                    edits.add(insertions.before(step, "SET " + parameter + " = '" + value + "'"));
                }
                last = step;
            }
        }
        close(insertions, last, parameter, edits);
        return new Fix.Edits("set " + parameter, edits);
    }

    private static @Nullable Step close(
            Insertions insertions, @Nullable Step last, String parameter, List<TextEdit> edits) {
        if (last != null) {
            edits.add(insertions.behind(last, back(last, parameter)));
        }
        return null;
    }

    /** What puts a parameter back to what it is at a step: what the file has set for the session, or its start. */
    static String back(Step step, String parameter) {
        return step.settings()
                .value(parameter)
                .filter(value -> !value.local())
                .map(value -> "SET " + parameter + " = " + Identifiers.quoteLiteral(value.text()))
                .orElse("RESET " + parameter);
    }

    /** Whether nothing stands between two steps but steps that are outside of transactions and may be inside of one. */
    private static boolean areTogether(List<Step> steps, Step first, Step second) {
        return steps.subList(first.number(), second.number()).stream()
                .allMatch(step ->
                        step.transaction() == null && step.effects().transactions() == Transactionality.ALLOWED);
    }
}
