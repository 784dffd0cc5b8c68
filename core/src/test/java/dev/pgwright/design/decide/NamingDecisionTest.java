package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.NamingDecision.Leaf;
import dev.pgwright.design.model.Decision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingDecisionTest {
    @ParameterizedTest
    @CsvSource({
        "order,'',PLURAL,orders",
        "orders,'',AS_IT_IS,orders",
        "news,'',AS_IT_IS,news",
        "value,'',SINGULAR_FOR_KEYWORD,value",
        "reference,'',SINGULAR_FOR_KEYWORD,reference",
        "order,'table: purchase,',STATED,purchase",
        "order,'table: order,',STATED_KEYWORD,order"
    })
    void theWordDecides(String entity, String table, Leaf leaf, String name) {
        Design design = Designs.of("""
                project: { name: shop }
                entities: { %s: { %s attributes: { name: text } } }
                """.formatted(entity, table));
        assertThat(NamingDecision.leaf(
                        design.mapping().requirements().entities().get(0)))
                .isEqualTo(leaf);
        assertThat(design.catalog().tables())
                .extracting(made -> made.name().name())
                .containsExactly(name);
    }

    @Test
    void aColumnThatNeedsQuotesIsTold() {
        Design design = Designs.of("""
                project: { name: shop }
                entities: { stay: { attributes: { end: date, start: date } } }
                """);
        assertThat(design.decisions())
                .filteredOn(decision -> decision.choice().equals("the attribute's name, in quotes"))
                .extracting(Decision::subject)
                .containsExactly("public.stays.end");
    }

    @Test
    void aNameThatWasCutIsToldInFull() {
        String left = "a_very_long_name_of_a_thing_that_people_say_often";
        String right = "another_very_long_name_of_a_thing_people_never_say";
        Design design = Designs.of("""
                project: { name: shop }
                entities:
                  %s: { attributes: { name: text } }
                  %s: { attributes: { name: text } }
                relationships:
                  - { from: %1$s, to: %2$s, kind: N:M }
                """.formatted(left, right));
        assertThat(design.decisions())
                .filteredOn(decision -> decision.choice().startsWith("cut to 63 bytes"))
                .extracting(Decision::because)
                .anyMatch(because -> because.endsWith("in full it is " + left + "_" + right + "s"));
    }
}
