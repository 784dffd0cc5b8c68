package dev.pgwright.design.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import dev.pgwright.design.decide.Design;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.write.DesignTexts;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Full-text searches in a language, right and a little wrong: the words' forms are what tells them apart. */
class WrongSearchTest {
    private static final String SHOP = """
            project: { name: shop, postgres: %d }
            entities:
              product:
                volume: 2M
                attributes:
                  title: { type: text, required: true, search_language: english }
                  summary: { type: text, search_language: english }
                  status: { type: status, required: true, values: [draft, shown], default: draft }
            access_patterns:
              search: { kind: list, entity: product, filter: { title: matches, summary: matches, status: { equals: shown } } }
              search_titles: { kind: list, entity: product, filter: { title: matches }, sort: [title] }
            """;

    private static List<Proof> rows(int version, UnaryOperator<String> change) {
        Design design = Designs.of(SHOP.formatted(version));
        List<DesignedQuery> queries = DesignTexts.of(design).queries().stream()
                .map(query -> new DesignedQuery(query.name(), change.apply(query.sql()), query.parameters()))
                .toList();
        return Designed.rows(design, queries);
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void aSearchFindsOtherFormsOfItsWords(int version) {
        assertThat(rows(version, UnaryOperator.identity()))
                .extracting(Proof::outcome)
                .containsExactly(Proof.Outcome.PASSED, Proof.Outcome.PASSED);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "words as they are written ; 'english' ; 'simple'",
                "another language ; 'english' ; 'german'",
                "any of the words ; websearch_to_tsquery('english', $1) ; replace(plainto_tsquery('english', $1)::text, '&', '|')::tsquery",
                "no word is excluded ; websearch_to_tsquery ; plainto_tsquery"
            })
    void aSearchThatIsALittleWrongFails(String name, String right, String wrong) {
        assertThat(rows(18, sql -> sql.replace(right, wrong)))
                .as(name)
                .allSatisfy(
                        proof -> assertThat(proof.outcome()).as(proof.detail()).isEqualTo(Proof.Outcome.FAILED));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"title", "summary"})
    void aTextThatIsNotSearchedIsFound(String left) {
        String other = left.equals("title") ? "summary" : "title";
        String wrong = "to_tsvector('english', coalesce(p." + other + ", '')) @@";
        assertThat(rows(18, sql -> sql.replace("p.title_summary_search @@", wrong))
                        .get(0)
                        .outcome())
                .isEqualTo(Proof.Outcome.FAILED);
    }
}
