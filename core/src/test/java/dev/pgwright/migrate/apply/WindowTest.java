package dev.pgwright.migrate.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps begin in their hours only. */
class WindowTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource({
        "01:00-05:00, 2026-01-10T01:00:00Z, PT0S",
        "01:00-05:00, 2026-01-10T04:59:59Z, PT0S",
        "01:00-05:00, 2026-01-10T05:00:00Z, PT20H",
        "01:00-05:00, 2026-01-10T00:30:00Z, PT30M",
        "22:00-04:00, 2026-01-10T23:00:00Z, PT0S",
        "22:00-04:00, 2026-01-10T03:00:00Z, PT0S",
        "22:00-04:00, 2026-01-10T04:00:00Z, PT18H",
        "01:00-05:00 Europe/Berlin, 2026-07-10T23:30:00Z, PT0S",
        // the night in which clocks go on by an hour
        "03:30-05:00 Europe/Berlin, 2026-03-29T00:30:00Z, PT1H"
    })
    void theTimeUntilItOpensIsKnown(String window, String now, Duration until) {
        assertThat(Window.parse(window, UTC, false).until(ZonedDateTime.parse(now)))
                .isEqualTo(until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01:00", "1-5", "01:00-25:00", "01:00-05:00 Atlantis", "05:00-05:00", ""})
    void whatIsNoWindowIsRefused(String text) {
        assertThatThrownBy(() -> Window.parse(text, UTC, false))
                .hasMessage("'" + text + "' is no window of time")
                .isInstanceOfSatisfying(
                        PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }

    private static ApplyOptions in(Duration opens, boolean stops) {
        LocalTime from = LocalTime.now(UTC).plus(opens).truncatedTo(ChronoUnit.MILLIS);
        return new ApplyOptions(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Pace.DEFAULT,
                new Window(from, from.plusHours(1), UTC, stops),
                ApplyOptions.ALL);
    }

    @Test
    void aRunWaitsOutsideOrEndsThereAndGoesOnInside() {
        try (TestDatabase database = PostgresFixture.newDatabase(18)) {
            database.execute(Plans.SHOP + Plans.ROWS);
            PlanFolder folder = Plans.shop(database.server());
            List<String> notes = new CopyOnWriteArrayList<>();
            ApplyListener listener = new ApplyListener() {
                @Override
                public void note(String text) {
                    notes.add(text);
                }
            };
            Migrator stopping =
                    new Migrator(Plans.target(database), folder, in(Duration.ofHours(2), true), listener, () -> false);
            assertThatThrownBy(stopping::apply)
                    .hasMessageContaining("outside of the window")
                    .isInstanceOfSatisfying(
                            PgwrightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STOPPED));
            assertThat(stopping.previewApply().warnings()).anyMatch(text -> text.contains("which opens in 119 min"));
            Migrator waiting = new Migrator(
                    Plans.target(database), folder, in(Duration.ofMillis(1500), false), listener, () -> false);
            assertThat(waiting.apply().differences()).isEmpty();
            assertThat(notes).anyMatch(text -> text.contains("(UTC); the next step begins in "));
        }
    }
}
