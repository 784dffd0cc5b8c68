package dev.pgwright.render.report;

import dev.pgwright.finding.Count;
import dev.pgwright.locks.RelationEffect;
import dev.pgwright.migrate.rehearse.MigrationTrace;
import dev.pgwright.migrate.rehearse.RoundTrip;
import dev.pgwright.migrate.rehearse.RoundTrip.Verdict;
import dev.pgwright.migrate.rehearse.TracedStatement;
import dev.pgwright.server.LockMode;
import dev.pgwright.server.StatementTrace;
import dev.pgwright.sql.Identifiers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Migrations that were run, as text: what was predicted beside what was observed, and what the way back leaves. */
public final class TraceReport {
    private static final int LINE = 72;

    private TraceReport() {}

    /** Statement by statement: each relation with the predicted and the observed lock. */
    public static String trace(MigrationTrace.Result result) {
        StringBuilder text = new StringBuilder();
        result.statements().forEach(statement -> append(text, statement));
        result.failure()
                .filter(failed -> !result.statements().contains(failed))
                .ifPresent(failed -> append(text, failed));
        long more = result.statements().stream()
                .filter(statement -> !statement.differences().isEmpty())
                .count();
        text.append(Count.of(result.statements().size(), "statement"))
                .append(" run, ")
                .append(more == 0 ? "none" : String.valueOf(more))
                .append(" with more locks or rewrites than the lock table says");
        result.failure().ifPresent(failed -> text.append("; stopped at the one that failed"));
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, TracedStatement traced) {
        String sql = traced.observed().statement().replaceAll("\\s+", " ").strip();
        text.append(traced.source().place(traced.span().start()))
                .append("  ")
                .append(sql.length() > LINE ? sql.substring(0, LINE - 3) + "..." : sql)
                .append('\n');
        StatementTrace.ServerError error = traced.observed().error();
        if (error != null) {
            text.append("  failed: ").append(error.message()).append("\n\n");
            return;
        }
        Map<String, LockMode> predicted = predicted(traced);
        Map<String, LockMode> observed = observed(traced);
        Set<String> relations = new TreeSet<>(predicted.keySet());
        relations.addAll(observed.keySet());
        for (String relation : relations) {
            @Nullable LockMode said = predicted.get(relation);
            @Nullable LockMode seen = observed.get(relation);
            text.append(line(traced, relation, said, seen))
                    .append(work(traced, relation))
                    .append('\n');
        }
        traced.differences()
                .forEach(difference -> text.append("  ! ").append(difference).append('\n'));
        if (relations.isEmpty()) {
            text.append("  locks nothing that was there before\n");
        }
        if (traced.predicted().opaque()) {
            text.append("  what it does is not to be seen in it, so nothing was predicted\n");
        }
        text.append(String.format(
                Locale.ROOT, "  %.1f ms on tables as empty as the migrations leave them%n%n", milliseconds(traced)));
    }

    private static String line(
            TracedStatement traced, String relation, @Nullable LockMode said, @Nullable LockMode seen) {
        if (said == seen) {
            return "  = " + relation + ": " + word(seen);
        }
        if (said == null || (seen != null && seen.compareTo(said) > 0)) {
            return "  + " + relation + ": " + word(seen);
        }
        boolean covered = traced.held().stream()
                .anyMatch(
                        lock -> lock.relation().equals(relation) && lock.mode().compareTo(said) >= 0);
        return covered
                ? "  = " + relation + ": " + word(said) + ", covered by a lock that the transaction had"
                : "  ~ " + relation + ": at most " + word(said) + " predicted, " + word(seen) + " observed";
    }

    private static double milliseconds(TracedStatement traced) {
        return traced.observed().duration().toNanos() / 1e6;
    }

    private static Map<String, LockMode> predicted(TracedStatement traced) {
        Map<String, LockMode> locks = new TreeMap<>();
        for (RelationEffect effect : traced.predicted().relations()) {
            String name = Identifiers.quoteIdentifier(
                    effect.relation().schema(), effect.relation().name());
            locks.merge(name, effect.mode(), TraceReport::stronger);
        }
        return locks;
    }

    private static Map<String, LockMode> observed(TracedStatement traced) {
        Map<String, LockMode> locks = new TreeMap<>();
        traced.observed().locks().forEach(lock -> locks.merge(lock.relation(), lock.mode(), TraceReport::stronger));
        return locks;
    }

    private static LockMode stronger(LockMode left, LockMode right) {
        return left.compareTo(right) >= 0 ? left : right;
    }

    private static String word(@Nullable LockMode mode) {
        return mode == null ? "no lock" : mode.sql().toUpperCase(Locale.ROOT);
    }

    private static String work(TracedStatement traced, String relation) {
        String rewritten = traced.observed().rewritten().contains(relation) ? ", rewritten" : "";
        String scanned = traced.observed().scanned().stream()
                        .anyMatch(scan -> scan.relation().equals(relation))
                ? ", read from end to end"
                : "";
        return rewritten + scanned;
    }

    /** Migration by migration: does the way back lead back? */
    public static String roundTrips(List<RoundTrip> trips) {
        StringBuilder text = new StringBuilder();
        for (RoundTrip trip : trips) {
            text.append(trip.place()).append(": ").append(trip.verdict().word()).append('\n');
            trip.details().forEach(detail -> text.append("  ").append(detail).append('\n'));
            if (trip.unchecked() != null) {
                text.append("  rows were not compared: ")
                        .append(trip.unchecked())
                        .append('\n');
            }
        }
        Map<Verdict, Long> counts =
                trips.stream().collect(Collectors.groupingBy(RoundTrip::verdict, TreeMap::new, Collectors.counting()));
        text.append(Count.of(trips.size(), "migration"))
                .append(": ")
                .append(Arrays.stream(Verdict.values())
                        .filter(counts::containsKey)
                        .map(verdict -> counts.get(verdict) + " " + verdict.word())
                        .collect(Collectors.joining(", ")));
        return text.append('\n').toString();
    }
}
