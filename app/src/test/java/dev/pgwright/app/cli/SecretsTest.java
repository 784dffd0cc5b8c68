package dev.pgwright.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "postgresql://app:s3cret@db/shop | postgresql://app:***@db/shop",
                "postgres://app:a@b:c@db:5432/shop?x=1 | postgres://app:***@db:5432/shop?x=1",
                "--db=postgresql://app:s3cret@db/shop | --db=postgresql://app:***@db/shop",
                "postgresql://db/shop?user=app&password=s3cret&ssl=1 | postgresql://db/shop?user=app&password=***&ssl=1",
                "host=db password=s3cret user=app | host=db password=*** user=app",
                "host=db password = 's3 cr\\'et' user=app | host=db password = *** user=app",
            })
    void hidesPasswords(String text, String shown) {
        assertThat(Secrets.hide(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"postgresql://app@db/shop", "requirements.yaml", "a@b.example", "https://example.com/a:b@c"})
    void leavesEverythingElse(String text) {
        assertThat(Secrets.hide(text)).isEqualTo(text);
    }
}
