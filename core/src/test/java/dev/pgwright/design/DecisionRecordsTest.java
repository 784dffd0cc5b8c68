package dev.pgwright.design;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.Decision;
import dev.pgwright.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Requirements in, record out: for each leaf of the decision trees the least requirements that lead to it, and the record
 * of what was decided, because of what, at which line, what else there was, what that gives and costs, and when to look
 * again. A case is {@code ### Decision.LEAF: topic of subject}, the requirements, {@code >>>} and the record, or
 * {@code nothing to tell} where the leaf is what anybody would take.
 */
class DecisionRecordsTest {
    private static final String FILE = "design/decisions.txt";
    private static final String NOTHING = "nothing to tell\n";

    /** Whose every leaf is here; that those of all others have a test, {@link DecisionLeavesTest} sees. */
    private static final List<String> WHOLE = List.of(
            "decide.PrimaryKeyDecision",
            "decide.NormalizationDecision",
            "decide.IndexTypeDecision",
            "decide.TypeDecision",
            "decide.NullabilityDecision",
            "decide.OnDeleteDecision",
            "decide.NamingDecision",
            "decide.ClosedSetDecision",
            "requirements.NaturalKey",
            "decide.JunctionDecision",
            "decide.TimestampDecision",
            "decide.PartitioningDecision");

    private record Case(String decision, String leaf, String topic, String subject, String requirements) {
        String title() {
            return "### " + decision + "." + leaf + ": " + topic + " of " + subject + "\n";
        }

        String told() {
            Design design = Designs.of(requirements);
            List<Decision> told = design.decisions().stream()
                    .filter(one -> one.topic().equals(topic) && one.subject().equals(subject))
                    .toList();
            assertThat(told).as(title()).hasSizeLessThan(2);
            return (told.isEmpty() ? NOTHING : words(told.get(0))) + column(design);
        }

        /** What became of an attribute. */
        private String column(Design design) {
            int dot = subject.lastIndexOf('.');
            return design.catalog().tables().stream()
                    .filter(table -> table.name().toString().equals(subject.substring(0, Math.max(0, dot))))
                    .flatMap(table -> table.column(subject.substring(dot + 1)).stream())
                    .map(column -> "column " + column.name() + " " + column.type()
                            + (column.notNull() ? " NOT NULL" : "") + "\n")
                    .findFirst()
                    .orElse("");
        }

        private static String words(Decision decision) {
            // the first line says that it is a file of pgwright
            int line = decision.requirement().optionalPosition().orElseThrow().line() - 1;
            String alternatives = decision.alternatives().stream()
                    .map(other -> "instead of " + other.option() + "\n  gives " + other.gain() + "\n  costs "
                            + other.cost() + "\n")
                    .collect(Collectors.joining());
            return decision.choice() + "\nbecause " + decision.because() + " (line " + line + ")\n" + alternatives
                    + "again when " + decision.revisit() + "\n";
        }
    }

    private static List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        String text =
                Files.readString(Path.of(System.getProperty("pgwright.root"), "core/src/test/resources/golden", FILE));
        for (String part : text.split("(?m)^### ")) {
            if (!part.isBlank()) {
                String[] head = part.substring(0, part.indexOf('\n')).split("[.:] ?", 3);
                int of = head[2].lastIndexOf(" of ");
                String requirements = part.substring(part.indexOf('\n') + 1, part.indexOf("\n>>>\n") + 1);
                cases.add(
                        new Case(head[0], head[1], head[2].substring(0, of), head[2].substring(of + 4), requirements));
            }
        }
        return cases;
    }

    @Test
    void requirementsGoInAndTheReviewedRecordsComeOut() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Case one : cases()) {
            all.append(one.title()).append(one.requirements()).append(">>>\n").append(one.told());
        }
        Golden.assertMatches(FILE, all.toString());
    }

    @Test
    void everyLeafHasACase() throws Exception {
        Map<String, TreeSet<String>> tested = new TreeMap<>();
        for (Case one : cases()) {
            tested.computeIfAbsent(one.decision(), decision -> new TreeSet<>()).add(one.leaf());
        }
        Map<String, TreeSet<String>> wanted = new TreeMap<>();
        for (String decision : WHOLE) {
            TreeSet<String> leaves = new TreeSet<>();
            for (Object leaf :
                    Class.forName("dev.pgwright.design." + decision + "$Leaf").getEnumConstants()) {
                leaves.add(String.valueOf(leaf));
            }
            wanted.put(decision.substring(decision.indexOf('.') + 1), leaves);
        }
        assertThat(tested).isEqualTo(wanted);
    }

    /** Else a record would not show which leaf it is of, and a wrong turn between two would go unseen. */
    @Test
    void noTwoLeavesOfADecisionAreToldInTheSameWords() throws IOException {
        Map<String, List<String>> told = new TreeMap<>();
        for (Case one : cases()) {
            String words = one.told();
            // a made key has the same words whether there is no code or it is global, as PrimaryKeyDecision says
            if (!words.equals(NOTHING) && !Set.of("NO_CODE", "GLOBAL").contains(one.leaf())) {
                told.computeIfAbsent(one.decision(), decision -> new ArrayList<>())
                        .add(words);
            }
        }
        assertThat(told).allSatisfy((decision, words) -> assertThat(words).doesNotHaveDuplicates());
    }

    @Test
    void everyRecordHasReasonsAlternativesWithTheirPriceAndAnOccasionToLookAgain() throws IOException {
        for (Case one : cases()) {
            assertThat(Designs.of(one.requirements()).decisions()).isNotEmpty().allSatisfy(decision -> {
                assertThat(decision.because()).isNotBlank().doesNotEndWith(".");
                assertThat(decision.revisit()).isNotBlank().doesNotEndWith(".");
                assertThat(decision.requirement().optionalPosition()).isPresent();
                assertThat(decision.alternatives()).isNotEmpty().allSatisfy(other -> {
                    assertThat(other.gain()).isNotBlank();
                    assertThat(other.cost()).isNotBlank();
                });
            });
        }
    }
}
