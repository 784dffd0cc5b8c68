package dev.pgwright.design.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.Designs;
import java.util.List;
import org.junit.jupiter.api.Test;

class TieBreakerTest {
    private static final String BOOKS = """
            project: { name: books }
            entities:
              book: { attributes: { title: text } }
              chapter:
                attributes:
                  number: { type: integer, required: true }
                  title: { type: text, required: true }
                  code: { type: code, required: true, unique: true }
                  isbn: { type: code, unique: true }
            relationships:
              - { from: book, to: chapter, kind: 1:N, required: true, owned: true }
            access_patterns:
              chapters: { kind: list, entity: chapter, filter: { book: equals }, sort: [number] }
            rules:
              numbered: { entity: chapter, unique: [book, number] }
            """;

    private static List<String> tieBreaker(String yaml) {
        Design design = Designs.of(yaml);
        return TieBreaker.columns(
                design.mapping(),
                design.mapping().requirements().accessPatterns().get(0));
    }

    @Test
    void theKeyBreaksTies() {
        assertThat(tieBreaker(BOOKS.replace("sort: [number]", "sort: [title]"))).containsExactly("id");
    }

    @Test
    void whatIsUniqueHasNoTies() {
        assertThat(tieBreaker(BOOKS)).isEmpty();
        assertThat(tieBreaker(BOOKS.replace("sort: [number]", "sort: [title, code]")))
                .isEmpty();
    }

    @Test
    void theIndexOfTheRuleServesTheList() {
        assertThat(Designs.of(BOOKS).indexes()).isEmpty();
    }

    @Test
    void withoutTheWholeRuleThereAreTies() {
        assertThat(tieBreaker(BOOKS.replace("filter: { book: equals }, ", ""))).containsExactly("id");
    }

    @Test
    void severalRowsCanHaveNoValue() {
        assertThat(tieBreaker(BOOKS.replace("sort: [number]", "sort: [isbn]"))).containsExactly("id");
        assertThat(tieBreaker(BOOKS.replace("number: { type: integer, required: true }", "number: integer")))
                .containsExactly("id");
    }

    @Test
    void aListWithoutASortComesInTheOrderOfTheRuleThatItsFiltersBegin() {
        String unsorted = BOOKS.replace(", sort: [number]", "");
        assertThat(tieBreaker(unsorted)).containsExactly("number");
        assertThat(Designs.of(unsorted).indexes()).isEmpty();
        assertThat(Designs.query(Designs.of(unsorted.replace("filter: {", "return: [title], filter: {")), "chapters")
                        .sql())
                .contains("c.number > $2\nORDER BY c.number");
    }

    @Test
    void elseInThatOfTheKey() {
        assertThat(tieBreaker(BOOKS.replace("filter: { book: equals }, sort: [number]", "page: 9")))
                .containsExactly("id");
        assertThat(tieBreaker(BOOKS.replace(", sort: [number]", "")
                        .replace("unique: [book, number]", "unique: [number, book]")))
                .containsExactly("id");
        assertThat(tieBreaker(BOOKS.replace(", sort: [number]", "")
                        .replace("unique: [book, number]", "unique: [book, title]")))
                .containsExactly("id");
    }
}
