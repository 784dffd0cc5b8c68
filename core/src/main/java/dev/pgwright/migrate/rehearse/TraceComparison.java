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
     * The differences, one sentence each; none for a statement whose locks nobody can tell beforehand.
     *
     * @param held the locks that the transaction had before: they are not seen to be taken again
     */
    static List<String> differences(
            StatementEffects predicted, StatementTrace observed, List<StatementTrace.Lock> held) {
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
        Set<String> relations = new TreeSet<>(said.keySet());
        relations.addAll(seen.keySet());
        for (String relation : relations) {
            @Nullable LockMode expected = said.get(relation);
            @Nullable LockMode actual = seen.get(relation);
            boolean hadIt = expected != null
                    && held.stream()
                            .anyMatch(lock -> lock.relation().equals(relation)
                                    && lock.mode().compareTo(expected) >= 0);
            if (expected != actual && !hadIt) {
                differences.add(relation + ": " + word(expected) + " predicted, " + word(actual) + " observed");
            }
        }
        Set<String> rewritten = predicted.relations().stream()
                .filter(RelationEffect::rewrites)
                .map(TraceComparison::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> files = new TreeSet<>(observed.rewritten());
        if (!rewritten.equals(files)) {
            differences.add("rewrite of " + list(rewritten) + " predicted, of " + list(files) + " observed");
        }
        return differences;
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

    private static String list(Set<String> relations) {
        return relations.isEmpty() ? "nothing" : String.join(", ", relations);
    }
}
