package dev.pgwright.review.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.load.migrations.Framework;
import dev.pgwright.load.migrations.Migration;
import dev.pgwright.load.migrations.MigrationHistory;
import dev.pgwright.load.migrations.Script;
import dev.pgwright.load.migrations.TransactionMode;
import dev.pgwright.review.ReviewOptions;
import dev.pgwright.review.ReviewResult;
import dev.pgwright.review.Reviewer;
import dev.pgwright.review.Rule;
import dev.pgwright.review.RuleSettings;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The review stands whatever it is given: every example cut off, with a piece missing, or with a piece of another. */
@Tag("laws")
class ReviewFuzzTest {
    private static final int ROUNDS = 4;

    private static ReviewResult review(String text, TransactionMode mode) {
        SourceFile source = SourceFile.of("fuzzed.sql", text);
        Span all = new Span(0, source.text().length());
        Script script = new Script(source, source, List.of(new Script.Piece(all, all)), List.of(), mode, "a test");
        Migration migration = new Migration(Framework.PLAIN, "1", "fuzzed", Migration.Kind.VERSIONED, script, script);
        Map<String, RuleSettings> everyRule = Rules.ALL.stream()
                .map(Rule::info)
                .collect(Collectors.toMap(info -> info.id(), info -> new RuleSettings(true, null, Map.of())));
        return Reviewer.review(
                MigrationHistory.of(Framework.PLAIN, List.of(migration), List.of()),
                Rules.ALL,
                ReviewOptions.forVersion(14 + text.length() % 5).withRules(everyRule));
    }

    @Test
    void examplesThatAreCutOrMixedCrashNothing() {
        assertThat(crashed(1)).isEmpty();
    }

    @Test
    @Tag("slow")
    void soDoAllOfThemInAllWays() {
        assertThat(crashed(ROUNDS)).isEmpty();
    }

    /** What crashed the review of examples, each of them treated in some of the ways, one after the other. */
    private static List<String> crashed(int ways) {
        List<String> texts = Rules.infos().stream()
                .flatMap(RuleExamplesTest::examples)
                .map(RuleExample::text)
                .toList();
        Random random = new Random(20261127);
        List<String> crashed = new ArrayList<>();
        int first = 0;
        for (String text : texts) {
            first++;
            for (int way = 0; way < ways; way++) {
                int round = (first + way) % ROUNDS;
                int from = random.nextInt(text.length());
                int to = from + random.nextInt(text.length() - from);
                String other = texts.get(random.nextInt(texts.size()));
                String fuzzed = switch (round) {
                    case 0 -> text.substring(0, from);
                    case 1 -> text.substring(0, from) + text.substring(to);
                    case 2 -> text.substring(0, from) + other.substring(random.nextInt(other.length()));
                    default -> text + ";\n" + other;
                };
                try {
                    review(fuzzed, TransactionMode.values()[round]);
                } catch (RuntimeException e) {
                    crashed.add(e + " at " + e.getStackTrace()[0] + ":\n" + fuzzed);
                }
            }
        }
        return crashed;
    }
}
