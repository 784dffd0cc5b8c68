package dev.pgwright.design.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
    @ParameterizedTest
    @CsvSource({"7, 7", "1_000, 1000", "50k, 50000", "50 K, 50000", "2M, 2000000", "1.5B, 1500000000", "-3, -3"})
    void numbersMayHaveAScale(String text, String expected) {
        assertThat(Amounts.scaledNumber(text)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "2e6", "5m", "1.5.2", "k", "5 kk", "0x10", "_5", "٣"})
    void otherTextIsNoNumber(String text) {
        assertThat(Amounts.scaledNumber(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "400k/day, 400000",
        "1/s, 86400",
        "1 / min, 1440",
        "1/hour, 24",
        "7/week, 1",
        "30.4375/month, 1",
        "365.25/year, 1"
    })
    void ratesAreCountedADay(String text, double expected) {
        assertThat(Amounts.perDay(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500/s, 500", "30/min, 0.5", "3_600/hour, 1", "86_400/day, 1", "0/day, 0"})
    void ratesAreCountedASecond(String text, double expected) {
        assertThat(Amounts.perSecond(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5/", "/s", "5/sec", "5/S", "many/s", "5/s/s"})
    void otherTextIsNoRate(String text) {
        assertThat(Amounts.perSecond(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "1 day, 1",
        "90 days, 90",
        "2 weeks, 14",
        "1 month, 31",
        "3 months, 92",
        "1 year, 366",
        "7 years, 2557",
        "0.5 years, 183",
        "90days, 90"
    })
    void durationsAreRoundedUpToDays(String text, int expected) {
        assertThat(Amounts.days(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "days", "-1 day", "90 minutes", "1 year 2 months", "99999999999 years"})
    void otherTextIsNoDuration(String text) {
        assertThat(Amounts.days(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"20 ms, 20", "20ms, 20", "1.5 s, 1500", "250 µs, 0.25", "250 us, 0.25"})
    void latenciesAreCountedInMilliseconds(String text, double expected) {
        assertThat(Amounts.milliseconds(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20", "fast", "20 min", "-5 ms", "ms"})
    void otherTextIsNoLatency(String text) {
        assertThat(Amounts.milliseconds(text)).isNull();
    }
}
