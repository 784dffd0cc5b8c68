package dev.pgwright.design.prove;

import static dev.pgwright.design.prove.Subject.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.write.DesignTexts;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many rows belong to one, also while two sessions change them. */
class CardinalityProofTest {
    private static final String YAML = """
            project: { name: shop, postgres: %d }
            tenancy: { entity: tenant }
            entities:
              tenant: { attributes: { name: text } }
              order: { attributes: { note: text } }
              line: { attributes: { title: { type: text, required: true } } }
              receipt: { attributes: { number: { type: code, required: true, unique: true } } }
              team: { attributes: { name: text } }
              player: { attributes: { name: text } }
            relationships:
              - { from: order, to: line, kind: 1:N, owned: true, least: 1, most: 3 }
              - { from: order, to: receipt, kind: 1:1, required: true, on_delete: restrict, least: 1 }
              - { from: team, to: player, kind: 1:N, on_delete: unset, most: 2 }
            access_patterns:
              new_order: { kind: create, entity: order }
            """;

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void tooFewAndTooManyAreRefused(int version) {
        ProofReport report = Designed.proof(YAML.formatted(version));

        assertThat(report.unproven()).isEmpty();
        assertThat(decision(report, "cardinality:public.lines.lines_order_most"))
                .contains("refused: a row without any, one less than enough: public.orders with")
                .contains("so many were accepted; refused: one more than the most");
        assertThat(decision(report, "cardinality:public.receipts.receipts_order_least"))
                .startsWith("passed 23514: so many were accepted; refused: one less than enough");
        assertThat(decision(report, "cardinality:public.players.players_team_most"))
                .startsWith("passed 23514: so many were accepted; refused: one more than the most");
    }

    @Test
    void aNumberThatNobodyKeepsIsNoticed() {
        Design design = Designs.of(YAML.formatted(18));
        String up = DesignTexts.of(design).up() + "\nDROP TRIGGER players_team_most ON public.players;";

        assertThat(decision(Designed.proof(design, up), "cardinality:public.players.players_team_most"))
                .isEqualTo("failed: one more than the most was accepted");
    }

    private static final String PAIR = """
            project: { name: shop, postgres: %d }
            entities:
              team: { attributes: { name: text } }
              player: { attributes: { name: text } }
            relationships:
              - { from: team, to: player, kind: 1:N, on_delete: unset, least: 1, most: 2 }
            """;

    private static TwoSessions teamOf(int version, int players) {
        TwoSessions at = new TwoSessions(version, Designs.of(PAIR.formatted(version)));
        at.first.execute("BEGIN; INSERT INTO teams (name) VALUES ('red');"
                + " INSERT INTO players (team_id) SELECT 1 FROM generate_series(1, " + players + "); COMMIT");
        return at;
    }

    private static SqlFailure refused(Session.Attempt attempt) {
        return attempt.failure().orElseThrow(() -> new AssertionError("it was accepted"));
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void twoThatAddTheLastAreNotBothAccepted(int version) {
        try (TwoSessions at = teamOf(version, 1)) {
            at.first.execute("BEGIN; INSERT INTO players (team_id) VALUES (1)");
            Session.Attempt other =
                    at.secondWaitsUntil("INSERT INTO players (team_id) VALUES (1)", () -> at.first.execute("COMMIT"));

            assertThat(refused(other).sqlState()).isEqualTo(States.CHECK);
            assertThat(refused(other).constraint()).isEqualTo("players_team_most");
            assertThat(at.first.rows("SELECT count(*) FROM players").single()).isEqualTo("2");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void theSecondIsAcceptedWhereTheFirstGivesUp(int version) {
        try (TwoSessions at = teamOf(version, 1)) {
            at.first.execute("BEGIN; INSERT INTO players (team_id) VALUES (1)");
            Session.Attempt other =
                    at.secondWaitsUntil("INSERT INTO players (team_id) VALUES (1)", () -> at.first.execute("ROLLBACK"));

            assertThat(other.failure()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void twoThatTakeTheLastAreNotBothAccepted(int version) {
        try (TwoSessions at = teamOf(version, 2)) {
            at.first.execute("BEGIN; DELETE FROM players WHERE id = 1; SET CONSTRAINTS ALL IMMEDIATE");
            Session.Attempt other = at.secondWaitsUntil(
                    "UPDATE players SET team_id = NULL WHERE id = 2", () -> at.first.execute("COMMIT"));

            assertThat(refused(other).constraint()).isEqualTo("players_team_least");
            assertThat(refused(other).message())
                    .isEqualTo("public.teams with team_id 1 must have at least 1 of public.players");
        }
    }
}
