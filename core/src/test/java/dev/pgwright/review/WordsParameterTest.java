package dev.pgwright.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class WordsParameterTest {
    private static boolean matches(String pattern, String name) {
        return WordsParameter.pattern(pattern, Map.of("table", "a.b", "columns", "x_y"))
                .matcher(name)
                .matches();
    }

    @Test
    void namesInBracesStandForThemselves() {
        assertThat(matches("{table}_{columns}_idx", "a.b_x_y_idx")).isTrue();
        assertThat(matches("{table}_{columns}_idx", "aXb_x_y_idx")).isFalse();
        assertThat(matches("{other}idx", "idx")).isTrue();
        assertThat(WordsParameter.shown("{table}_[a-z]{2,3}", Map.of("table", "orders")))
                .isEqualTo("orders_[a-z]{2,3}");
    }

    @Test
    void bracesOfRegularExpressionsStayWhatTheyAre() {
        assertThat(matches("[a-z]{2,3}", "ab")).isTrue();
        assertThat(matches("[a-z]{2,3}", "a")).isFalse();
        assertThat(matches("\\p{javaLowerCase}+", "ab")).isTrue();
        assertThat(matches("x\\x{a}y", "x\ny")).isTrue();
    }

    @Test
    void whatIsNoRegularExpressionIsRefused() {
        assertThatThrownBy(() -> WordsParameter.pattern("(", Map.of())).isInstanceOf(PatternSyntaxException.class);
    }
}
