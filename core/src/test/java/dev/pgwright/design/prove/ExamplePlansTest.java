package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.PostgresVersion;
import dev.pgwright.source.SourceFile;
import dev.pgwright.sql.Sql;
import dev.pgwright.twin.PlannerTwin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example's queries are planned as they were meant, and none of its indexes can be spared, on an older server, too: see DesignProjectTest. */
@Tag("examples")
class ExamplePlansTest {
    @ParameterizedTest
    @MethodSource("examples")
    void queriesArePlannedAsMeantAndNoIndexCanBeSpared(String example, int version) {
        List<Proof> proofs = proofs(Designs.ofExample(example, version), version);
        assertThat(proofs)
                .filteredOn(proof -> proof.outcome() == Proof.Outcome.NOT_EVALUATED)
                .as("only plans over a materialized view, whose size is not stated")
                .hasSize(example.equals("content") ? 2 : 0)
                .allSatisfy(proof -> assertThat(proof.detail()).contains("materialized view"));
        assertThat(proofs)
                .filteredOn(proof ->
                        proof.outcome() != Proof.Outcome.PASSED && proof.outcome() != Proof.Outcome.NOT_EVALUATED)
                .extracting(proof -> proof.id() + ": " + proof.detail())
                .isEmpty();
        assertThat(proofs).extracting(Proof::kind).contains(Proof.Kind.PLAN, Proof.Kind.INDEX);
        assertThat(proofs)
                .filteredOn(proof -> proof.outcome() == Proof.Outcome.PASSED)
                .allSatisfy(proof -> assertThat(proof.plans()).hasSize(2));
    }

    static List<Arguments> examples() throws IOException {
        return Designs.exampleNames().stream()
                .map(example -> Arguments.of(example, 15))
                .toList();
    }

    static List<Proof> proofs(Design design, int version) {
        DesignTexts texts = DesignTexts.of(design);
        PlanSubject subject = PlanSubject.of(design);
        List<String> statements = Sql.parse(SourceFile.of("up.sql", texts.up())).statements().stream()
                .map(statement -> statement.span().of(texts.up()))
                .toList();
        List<Proof> proofs = new ArrayList<>();
        try (PlannerTwin twin = PlannerTwin.start(
                PostgresVersion.ofMajor(version).orElseThrow(), Map.of(), statements, subject.statistics())) {
            new PlanProofs(subject, design.catalog(), twin).run(texts.queries(), proofs::add);
        }
        return proofs;
    }
}
