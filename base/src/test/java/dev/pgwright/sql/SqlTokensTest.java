package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.sql.SqlTokens.Kind;
import dev.pgwright.sql.SqlTokens.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlTokensTest {
    @Test
    void namesAreFoldedUnlessQuoted() {
        assertThat(SqlTokens.of("Shop.\"Or\"\"der\"")).extracting(Token::value).containsExactly("shop", ".", "Or\"der");
    }

    @Test
    void literalsOfAllFormsAreOneToken() {
        List<Token> tokens = SqlTokens.of("'it''s' E'a\\'b' $$x 'y$$ $t$a$$b$t$ U&'z' b'01'");
        assertThat(tokens)
                .extracting(Token::kind)
                .containsExactly(
                        Kind.STRING, Kind.STRING, Kind.DOLLAR_STRING, Kind.DOLLAR_STRING, Kind.STRING, Kind.STRING);
        assertThat(tokens).extracting(Token::value).containsExactly("it's", "a'b", "x 'y", "a$$b", "z", "01");
    }

    @Test
    void commentsAreLeftOut() {
        assertThat(SqlTokens.of("a -- b 'c\n/* d /* e */ f */ g"))
                .extracting(Token::value)
                .containsExactly("a", "g");
    }

    @Test
    void aParameterIsNoDollarQuote() {
        assertThat(SqlTokens.of("$1 + $2")).extracting(Token::value).containsExactly("$", "1", "+", "$", "2");
    }

    @Test
    void whatIsNotClosedEndsWithTheText() {
        for (String text : List.of("'abc", "\"abc", "$$abc", "/* abc", "E'\\", "(a[b", "$", "$a", "U&")) {
            List<Token> tokens = SqlTokens.of(text);
            assertThat(tokens.isEmpty() ? 0 : tokens.get(tokens.size() - 1).end())
                    .isLessThanOrEqualTo(text.length());
        }
    }

    @Test
    void findsTheClosingParenthesis() {
        List<Token> tokens = SqlTokens.of("f(a, (b), ')') + (c)");
        assertThat(SqlTokens.closing(tokens, 1)).isEqualTo(9);
    }
}
