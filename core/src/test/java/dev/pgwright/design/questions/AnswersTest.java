package dev.pgwright.design.questions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.RequirementsDocument;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to questions, put where they belong in the requirements. */
class AnswersTest {
    private static final String SHOP = """
            pgwright: 1
            project: { name: shop }
            entities:
              customer:
                volume: 20M
                attributes:
                  email: email
                  name: { type: text, max_length: 80 }
              order:
                attributes:
                  total: money
                  status: { type: status, values: [open, paid, sent] }
              line:
                attributes: { title: text }
            relationships:
              - { from: customer, to: order, kind: 1:N, role: buyer, required: true }
              - { from: order, to: line, kind: 1:N, owned: true }
            access_patterns:
              orders: { kind: list, entity: order, filter: { buyer: equals }, latency: 20 ms }
              one: { kind: get, entity: order, filter: { id: equals }, include: { line: [title] } }
            """;

    private static RequirementsDocument answered(String answers) {
        return RequirementsDocument.of(SourceFile.of("shop.yaml", SHOP))
                .answered(SourceFile.of("answers.yaml", answers), QuestionEngine.targets());
    }

    private static List<String> open(Requirements requirements) {
        return QuestionEngine.questions(SchemaDesigner.design(requirements)).stream()
                .map(Question::id)
                .toList();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("volume:order", "{ rows: 200M, growth: 400k/day }"),
                Arguments.of("growth:customer", "20k/day"),
                Arguments.of("unique:customer.email", "{ unique: true }"),
                Arguments.of("sensitive:customer.email", "true"),
                Arguments.of("currency:order.total", "EUR"),
                Arguments.of("transitions:order.status", "{ open: [paid], paid: [sent] }"),
                Arguments.of("on_delete:order.buyer", "restrict"),
                Arguments.of("rate:orders", "500/s"),
                Arguments.of("read:customer", "{ customers: { kind: list, entity: customer, page: 20 } }"),
                Arguments.of("position:line", "{ position: { type: integer, required: true } }"),
                Arguments.of("currency:order.total", "default"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnsweredQuestionIsNotAskedAgain(String id, String answer) {
        assertThat(open(RequirementsDocument.of(SourceFile.of("shop.yaml", SHOP))
                        .requirements()))
                .contains(id);
        assertThat(open(answered(id + ": " + answer).requirements())).doesNotContain(id);
    }

    @Test
    void everyDefaultCanBeAccepted() {
        Requirements requirements =
                RequirementsDocument.of(SourceFile.of("shop.yaml", SHOP)).requirements();
        StringBuilder answers = new StringBuilder();
        open(requirements).forEach(id -> answers.append(id).append(": default\n"));
        assertThat(open(answered(answers.toString()).requirements())).isEmpty();
    }

    @Test
    void theSameAnswerTwiceIsNoContradiction() {
        assertThat(answered("volume:customer: 20M").requirements().entity("customer"))
                .hasValueSatisfying(customer -> assertThat(customer.volume()).isNotNull());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("volum:order: 5", """
                        answers.yaml:1:1: no question has the id 'volum:order': there is no kind 'volum'
                          Did you mean 'volume'?"""),
                Arguments.of("volume:ordre: 5", """
                        answers.yaml:1:1: no question has the id 'volume:ordre': there is no entity 'ordre'
                          Did you mean 'volume:order'? With this kind the ids are: volume:customer, volume:order, volume:line"""),
                Arguments.of("currency:order.totl: EUR", """
                        answers.yaml:1:1: no question has the id 'currency:order.totl': there is no attribute 'order.totl'
                          Did you mean 'currency:order.total'?"""),
                Arguments.of("volume:order:", """
                        answers.yaml:1:1: the answer to 'volume:order' has no value
                          Write a value, or default"""),
                Arguments.of("volume:customer: 30M", """
                        answers.yaml:1:18: the answer to 'volume:customer' contradicts the requirements, which say 'volume' of entity 'customer' already, at shop.yaml:5:13
                          Remove the answer, or correct the requirements"""),
                Arguments.of("read:customer: { one: { kind: list, entity: customer } }", """
                        answers.yaml:1:16: the answer to 'read:customer' contradicts the requirements, which say 'one' in 'access_patterns' already, at shop.yaml:20:8
                          Remove the answer, or correct the requirements"""),
                Arguments.of("same:order: never", """
                        answers.yaml:1:13: the answer to 'same:order' can only be default
                          Another answer is another model: say it in the requirements themselves"""),
                Arguments.of("unique:customer.email: true", """
                        answers.yaml:1:24: the answer to 'unique:customer.email' must be a mapping with 'unique' or 'unique_within', not 'true'
                          Write { unique: ... }, or default"""),
                Arguments.of("volume:order: lots", """
                        answers.yaml:1:15: 'volume' of entity 'order' must be a number of rows, not 'lots'
                          Write a number such as 50000, 1_000, 50k, 2M or 1.5B"""),
                Arguments.of("\non_delete:order.buyer: unset", """
                        answers.yaml:2:1: relationship from 'customer' to 'order' contradicts itself: it is required, and on_delete unset would leave none
                          Write restrict or cascade, or remove 'required'"""),
                Arguments.of("currency:order.total: EURO", """
                        answers.yaml:1:1: 'currency' of attribute 'order.total' must be an ISO 4217 code such as EUR, not 'EURO'
                          Leave it out if every row says its own currency"""),
                Arguments.of("[volume]", """
                        answers.yaml:1:1: the answers must be a mapping, not a list"""));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsShownWhereItWasMade(String answers, String shown) {
        PgwrightException wrong = catchThrowableOfType(
                PgwrightException.class, () -> answered(answers).requirements());
        PgwrightException.Problem problem = wrong.problems().get(0);
        String[] expected = shown.split("\n  ");
        assertThat(problem.place() + ": " + problem.message()).isEqualTo(expected[0]);
        if (expected.length > 1) {
            assertThat(problem.hint()).startsWith(expected[1]);
        }
        assertThat(wrong.problems()).hasSize(1);
    }

    @Test
    void aDefaultOfNoQuestionIsAProblem() {
        Requirements requirements = RequirementsDocument.of(
                        SourceFile.of("shop.yaml", SHOP + "accepted: ['volume:order', 'volume:ordr']\n"))
                .requirements();
        PgwrightException wrong = catchThrowableOfType(PgwrightException.class, () -> open(requirements));
        assertThat(wrong.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.place()).hasToString("shop.yaml:21:28");
            assertThat(problem.message()).isEqualTo("no question has the id 'volume:ordr': there is no entity 'ordr'");
            assertThat(problem.hint()).isEqualTo("Did you mean 'volume:order'?");
        });
    }
}
