package dev.pgwright.design.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofReport;
import dev.pgwright.finding.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceWriterTest {
    @Test
    void writesProofsInOrderOfKindAndId() {
        Proof check = new Proof(
                "check:shop.orders.total_positive",
                Proof.Kind.CHECK,
                "every row of shop.orders satisfies \"total_positive\"",
                Evidence.MEASURED,
                Proof.Outcome.PASSED,
                "a violating row was refused",
                "23514",
                "INSERT INTO shop.orders (total) VALUES ('-1')");
        Proof up = new Proof(
                "up:migration",
                Proof.Kind.UP,
                "the migration applies",
                Evidence.MEASURED,
                Proof.Outcome.PASSED,
                "2 statements applied",
                null,
                null);

        assertThat(EvidenceWriter.write(new ProofReport("18.6", List.of(check, up)), "0.1.0"))
                .isEqualTo("""
                        {
                          "pgwright" : "0.1.0",
                          "postgresql" : "18.6",
                          "summary" : {
                            "passed" : 2,
                            "failed" : 0,
                            "notShown" : 0,
                            "notEvaluated" : 0
                          },
                          "proofs" : [
                            {
                              "id" : "up:migration",
                              "kind" : "up",
                              "claim" : "the migration applies",
                              "outcome" : "passed",
                              "evidence" : "measured",
                              "detail" : "2 statements applied"
                            },
                            {
                              "id" : "check:shop.orders.total_positive",
                              "kind" : "check",
                              "claim" : "every row of shop.orders satisfies \\"total_positive\\"",
                              "outcome" : "passed",
                              "evidence" : "measured",
                              "detail" : "a violating row was refused",
                              "sqlState" : "23514",
                              "statement" : "INSERT INTO shop.orders (total) VALUES ('-1')"
                            }
                          ]
                        }
                        """);
    }
}
