package dev.pgwright.design.questions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of question with requirements that raise it and such that do not. A case is the id behind {@code ###}, the
 * question, {@code +++} and requirements that raise it, {@code ---} and requirements that do not.
 */
class QuestionKindTest {
    record Case(String id, String text, String raising, String silent) {
        QuestionKind kind() {
            return Stream.of(QuestionKind.values())
                    .filter(kind -> kind.word().equals(id.substring(0, id.indexOf(':'))))
                    .findFirst()
                    .orElseThrow();
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Stream<Case> cases() {
        try (InputStream in = QuestionKindTest.class.getResourceAsStream("kinds.cases")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<Case> cases = new ArrayList<>();
            for (String part : text.split("(?m)^### ")) {
                if (!part.isBlank()) {
                    String[] pieces = part.split("\n(\\+\\+\\+|---)\n");
                    String[] head = pieces[0].split("\n");
                    cases.add(new Case(head[0], head[1], pieces[1], pieces[2]));
                }
            }
            return cases.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Question> questions(String yaml) {
        return QuestionEngine.questions(
                Designs.of((yaml.startsWith("project:") ? "" : "project: { name: shop }\n") + yaml));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRaised(Case one) {
        assertThat(questions(one.raising()))
                .filteredOn(question -> question.id().equals(one.id()))
                .singleElement()
                .satisfies(question -> {
                    assertThat(question.text()).isEqualTo(one.text());
                    assertThat(List.of(question.why(), question.taken()))
                            .allMatch(sentence -> sentence.endsWith(".") && !sentence.contains("{"));
                    assertThat(question.changes()).doesNotEndWith(".").doesNotContain("{");
                    assertThat(question.place().position()).isNotNull();
                });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void staysSilent(Case one) {
        assertThat(questions(one.silent()))
                .as("a %s is asked", one.kind())
                .noneMatch(question -> question.kind() == one.kind());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isNotAskedAgainOnceItsDefaultIsAccepted(Case one) {
        assertThat(questions(one.raising() + "\naccepted: ['" + one.id() + "']\n"))
                .noneMatch(question -> question.id().equals(one.id()));
    }

    @Test
    void whatAKindOfAnEntityInheritsIsAskedOfTheEntityAlone() {
        assertThat(questions("""
                        entities:
                          method: { attributes: { holder: { type: text, sensitive: true } } }
                          card: { is_a: method, attributes: { holder_name: { type: text, sensitive: true } } }
                        """))
                .extracting(Question::id)
                .contains("retention:method")
                .doesNotContain("retention:card", "identify:card", "identity:card");
    }

    @Test
    void everyKindHasACase() {
        Set<QuestionKind> tested = cases().map(Case::kind).collect(Collectors.toCollection(TreeSet::new));
        assertThat(tested).isEqualTo(new TreeSet<>(EnumSet.allOf(QuestionKind.class)));
    }
}
