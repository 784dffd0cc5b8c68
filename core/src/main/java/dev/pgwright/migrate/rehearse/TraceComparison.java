package dev.pgwright.migrate.rehearse;

import dev.pgwright.locks.RelationEffect;
import dev.pgwright.locks.StatementEffects;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.sql.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what the lock table says of a statement against what was observed. */
final class TraceComparison {
    private TraceComparison() {}

    /**
     * Where more was seen than the lock table says, one sentence each; none for a statement whose locks nobody can tell
     * beforehand. Less is no difference: the table says what a statement takes at most, and whether a foreign key's rows are
     * looked up, or a column of another type is written, depends on rows and on the time zone of the session.
     */
    static List<String> differences(StatementEffects predicted, StatementTrace observed) {
        if (predicted.opaque() || !observed.succeeded()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        Map<String, LockMode> said = predicted.relations().stream()
                .collect(Collectors.toMap(
                        TraceComparison::name, RelationEffect::mode, TraceComparison::stronger, TreeMap::new));
        Map<String, LockMode> seen = observed.locks().stream()
                .collect(Collectors.toMap(
                        StatementTrace.Lock::relation,
                        StatementTrace.Lock::mode,
                        TraceComparison::stronger,
                        TreeMap::new));
        seen.forEach((relation, actual) -> {
            @Nullable LockMode expected = said.get(temporary(relation));
            if (expected == null || actual.compareTo(expected) > 0) {
                differences.add(relation + ": " + word(expected) + " predicted, " + actual.word() + " observed");
            }
        });
        Set<String> rewritten = predicted.relations().stream()
                .filter(RelationEffect::rewrites)
                .map(TraceComparison::name)
                .collect(Collectors.toCollection(TreeSet::new));
        for (String relation : observed.rewritten()) {
            if (!rewritten.contains(temporary(relation))) {
                differences.add(relation + ": no rewrite predicted, a rewrite observed");
            }
        }
        return differences;
    }

    /** The name by which statements know a temporary relation; the server's has the number of its session. */
    private static String temporary(String relation) {
        return relation.replaceFirst("^pg_temp_[0-9]+\\.", "pg_temp.");
    }

    private static String name(RelationEffect effect) {
        return Identifiers.quoteIdentifier(
                effect.relation().schema(), effect.relation().name());
    }

    private static LockMode stronger(LockMode left, LockMode right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    private static String word(@Nullable LockMode mode) {
        return mode == null ? "no lock" : mode.word();
    }
}
