package dev.pgwright.migrate.rehearse;

import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationFolder;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.migrate.rehearse.RoundTrip.Verdict;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.rules.Rules;
import dev.pgwright.testkit.Golden;
import dev.pgwright.testkit.PostgresFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The ways back of a public history, run on a server, beside what the rules that only read them say. Skipped where they do not
 * lie beside this project.
 */
@Tag("slow")
class VerifiedHistoriesTest {
    private static final Set<String> ABOUT_WAYS_BACK =
            Set.of("down-does-not-invert-up", "rollback-loses-data", "syntax-error");

    private static MigrationHistory history(String name) {
        Path folder = Path.of(System.getProperty("pgwright.corpora", ""))
                .resolve("migrations")
                .resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no " + folder);
        return MigrationFolder.read(List.of(folder), null);
    }

    /**
     * All but those whose way back is exact and of which no rule says anything. Where verdict and rules do not say the same, the
     * reason that a reviewer found stands below.
     */
    private static String verdicts(String name) {
        MigrationHistory history = history(name);
        Map<String, Set<String>> said = said(history);
        Map<String, String> reasons = new HashMap<>(reasons(name));
        List<RoundTrip> trips = RoundTrips.run(PostgresFixture.sharedServer(18), history, migration -> true);
        StringBuilder text = new StringBuilder();
        for (RoundTrip trip : trips) {
            String version = version(trip.migration());
            Set<String> rules = said.getOrDefault(version, Set.of());
            boolean exact = trip.verdict() == Verdict.EXACT;
            if (exact && rules.isEmpty()) {
                continue;
            }
            text.append(version)
                    .append(": ")
                    .append(trip.verdict().word())
                    .append(rules.isEmpty() ? "; no rule speaks" : "; " + String.join(", ", rules))
                    .append('\n');
            trip.details()
                    .forEach(detail -> text.append("  ")
                            .append(detail.lines().findFirst().orElse(""))
                            .append('\n'));
            if (exact && trip.unchecked() != null) {
                text.append("  rows were not compared\n");
            }
            if (exact != rules.isEmpty() && trip.verdict() != Verdict.NONE) {
                String reason = reasons.remove(version);
                text.append("  -> ")
                        .append(reason == null ? "not looked into" : reason)
                        .append('\n');
            }
        }
        reasons.forEach((version, reason) -> text.append(version)
                .append(": no longer needs the reason: ")
                .append(reason)
                .append('\n'));
        long exact =
                trips.stream().filter(trip -> trip.verdict() == Verdict.EXACT).count();
        return text + "exact: " + exact + " of " + trips.size() + "\n";
    }

    /** Lines such as {@code 12, 13: reason}. */
    private static Map<String, String> reasons(String name) {
        Map<String, String> reasons = new HashMap<>();
        for (String line : resource(name + "-reasons.txt").lines().toList()) {
            int colon = line.indexOf(": ");
            for (String version : line.substring(0, colon).split(", ")) {
                reasons.put(version, line.substring(colon + 2));
            }
        }
        return reasons;
    }

    private static String resource(String name) {
        try (InputStream stream = VerifiedHistoriesTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> said(MigrationHistory history) {
        Map<String, String> versions = new HashMap<>();
        for (Migration migration : history.migrations()) {
            versions.put(migration.up().source().name(), version(migration));
            if (migration.down() != null) {
                versions.put(migration.down().source().name(), version(migration));
            }
        }
        List<Rule> rules = Rules.ALL.stream()
                .filter(rule -> ABOUT_WAYS_BACK.contains(rule.info().id()))
                .toList();
        return Reviewer.review(history, rules, ReviewOptions.forVersion(18)).findings().stream()
                .collect(Collectors.groupingBy(
                        finding -> String.valueOf(versions.get(finding.source().name())),
                        Collectors.mapping(finding -> finding.rule().id(), Collectors.toCollection(TreeSet::new))));
    }

    private static String version(Migration migration) {
        return String.valueOf(migration.version());
    }

    @Test
    void waysBackOfGraphNodeAreJudgedAsReviewed() {
        Golden.assertMatches("verify/graph-node.txt", verdicts("graph-node"));
    }

    @Test
    void waysBackOfConcourseAreJudgedAsReviewed() {
        Golden.assertMatches("verify/concourse.txt", verdicts("concourse"));
    }
}
