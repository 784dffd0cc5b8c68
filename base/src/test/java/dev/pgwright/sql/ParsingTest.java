package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.source.SourceFile;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParsingTest {
    @Test
    void parsesATextOnceForAllWhoAsk() {
        Parsing parsing = Parsing.of(SourceFile.of("a.sql", "select 1; selec"));
        List<CompletableFuture<ParsedSql>> asked = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(parsing::get))
                .toList();
        ParsedSql parsed = parsing.get();
        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isSameAs(parsed));
        assertThat(parsed.statements()).hasSize(1);
        assertThat(parsed.errors()).hasSize(1);
    }

    @Test
    void givesTheSameForTextsThatAreParsedAhead() {
        List<SourceFile> sources = IntStream.range(0, 300)
                .mapToObj(i -> SourceFile.of(i + ".sql", "select " + i + ", '" + "x".repeat(1_000) + "';\nselect " + i))
                .toList();
        List<Parsing> texts = sources.stream().map(Parsing::of).toList();
        Parsing.ahead(texts);
        Parsing.ahead(texts);
        for (int i = 0; i < sources.size(); i++) {
            ParsedSql parsed = texts.get(i).get();
            assertThat(parsed.source()).isSameAs(sources.get(i));
            assertThat(parsed.statements())
                    .isEqualTo(Sql.parse(sources.get(i)).statements())
                    .hasSize(2);
        }
    }

    @Test
    void answersWhileAParserIsInUse() {
        List<Parsing> texts = IntStream.range(0, 200)
                .mapToObj(i -> Parsing.of(SourceFile.of("", "select '" + "x".repeat(2_000) + "'")))
                .toList();
        int statements = Sql.parsingOften(() -> {
            Parsing.ahead(texts);
            return texts.stream()
                    .mapToInt(parsing -> parsing.get().statements().size())
                    .sum();
        });
        assertThat(statements).isEqualTo(200);
    }
}
