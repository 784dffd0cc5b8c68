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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final Set<String> ABOUT_WAYS_BACK = Set.of("down-does-not-invert-up", "rollback-loses-data");

    private static MigrationHistory history(String name) {
        Path folder = Path.of(System.getProperty("pgwright.corpora", ""))
                .resolve("migrations")
                .resolve(name);
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "skipped: there is no " + folder);
        return MigrationFolder.read(List.of(folder), null);
    }

    /** All but those whose way back is exact and of which no rule says anything. */
    private static String verdicts(MigrationHistory history) {
        Map<String, Set<String>> said = said(history);
        List<RoundTrip> trips = RoundTrips.run(PostgresFixture.sharedServer(18), history, migration -> true);
        StringBuilder text = new StringBuilder();
        for (RoundTrip trip : trips) {
            Set<String> rules = said.getOrDefault(version(trip.migration()), Set.of());
            if (trip.verdict() != Verdict.EXACT || !rules.isEmpty()) {
                text.append(version(trip.migration()))
                        .append(": ")
                        .append(trip.verdict().word())
                        .append(rules.isEmpty() ? "; no rule speaks" : "; " + String.join(", ", rules))
                        .append('\n');
                trip.details()
                        .forEach(detail -> text.append("  ")
                                .append(detail.lines().findFirst().orElse(""))
                                .append('\n'));
            }
        }
        long exact =
                trips.stream().filter(trip -> trip.verdict() == Verdict.EXACT).count();
        return text + "exact: " + exact + " of " + trips.size() + "\n";
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
        Golden.assertMatches("verify/graph-node.txt", verdicts(history("graph-node")));
    }
}
