package dev.pgwright.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifiersTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "_a1", "customer_id", "name", "type", "value"})
    void leavesPlainNamesAlone(String name) {
        assertThat(Identifiers.quoteIdentifier(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"Customer|\"Customer\"", "1a|\"1a\"", "a b|\"a b\"", "a$|\"a$\"", "täg|\"täg\"", "user|\"user\""})
    void quotesWhatIsNotPlain(String name, String quoted) {
        assertThat(Identifiers.quoteIdentifier(name)).isEqualTo(quoted);
    }

    @Test
    void doublesQuotesInNames() {
        assertThat(Identifiers.quoteIdentifier("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Identifiers.quoteIdentifier("")).isEqualTo("\"\"");
        assertThat(Identifiers.quoteIdentifier("shop", "Order")).isEqualTo("shop.\"Order\"");
    }

    @Test
    void literalsKeepQuotesAndBackslashes() {
        assertThat(Identifiers.quoteLiteral("it's")).isEqualTo("'it''s'");
        assertThat(Identifiers.quoteLiteral("a\\'b")).isEqualTo("E'a\\\\''b'");
    }
}
