package dev.pgwright.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgwright.server.Session;
import dev.pgwright.source.SourceFile;
import dev.pgwright.testkit.PostgresFixture;
import dev.pgwright.testkit.TestDatabase;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Readings of a counter, hour by hour, tell which hours are quiet. */
class HourlyLoadTest {
    private static HourlyLoad read(String csv, ZoneId zone) {
        return HourlyLoad.read(SourceFile.of("load.csv", csv), zone);
    }

    /** Readings of three days from midnight UTC on. */
    private static String readings(IntUnaryOperator perHour) {
        StringBuilder csv = new StringBuilder("transactions,at\n");
        long counter = 1000;
        for (int i = 0; i <= 72; i++) {
            csv.append(String.format(Locale.ROOT, "%d,2026-11-%02d %02d:00:00.5+00%n", counter, 20 + i / 24, i % 24));
            counter += perHour.applyAsInt(i % 24);
        }
        return csv.toString();
    }

    @Test
    void theLongestQuietTimeIsFoundPastMidnightAsWell() {
        String csv = readings(hour -> hour >= 23 || hour < 4 ? 360 : hour == 12 ? 720 : 36_000);
        HourlyLoad load = read(csv, ZoneOffset.UTC);
        assertThat(load.days()).isEqualTo(3.0);
        assertThat(load.quiet()).contains(new HourlyLoad.Quiet(23, 5, 0.1));
        assertThat(load.quiet().orElseThrow().window()).isEqualTo("23:00-04:00");
        assertThat(read(csv, ZoneOffset.ofHours(2)).quiet().orElseThrow().window())
                .isEqualTo("01:00-06:00");
    }

    @Test
    void anEvenLoadHasNoQuietHours() {
        assertThat(read(readings(hour -> 1000 + hour), ZoneOffset.UTC).quiet()).isEmpty();
    }

    @Test
    void aCounterThatBeganAgainIsNotCounted() {
        String csv = readings(hour -> hour < 6 ? 0 : 3600).replaceFirst("(?m)^\\d+,2026-11-21 10", "5,2026-11-21 10");
        HourlyLoad load = read(csv, ZoneOffset.UTC);
        assertThat(load.perSecond().get(8)).isEqualTo(1.0);
        assertThat(load.quiet().orElseThrow().window()).isEqualTo("00:00-06:00");
    }

    @Test
    void whatSaysTooLittleIsRefused() {
        assertThatThrownBy(() -> read("at\n2026-11-28 01:00:00+00\n", ZoneOffset.UTC))
                .hasMessageContaining("its first line names no column 'transactions'");
        assertThatThrownBy(() -> read("at,transactions\nyesterday,5\n", ZoneOffset.UTC))
                .hasMessageContaining("load.csv:2")
                .hasMessageContaining("'yesterday' and '5' are no time with a zone and a number of transactions");
        assertThatThrownBy(() ->
                        read("at,transactions\n2026-11-28T01:00:00Z,5\n2026-11-28T02:00:00+00:00,9\n", ZoneOffset.UTC))
                .hasMessageContaining("how many transactions there are between 0 and 1 o'clock");
    }

    @Test
    void theQueryThatTheRunbookNamesGivesWhatIsRead() {
        try (TestDatabase database = PostgresFixture.newDatabase(18);
                Session session = Session.of(database.connect())) {
            String line = session.rows("SELECT now() || ',' || (xact_commit + xact_rollback) FROM pg_stat_database"
                            + " WHERE datname = current_database()")
                    .single();
            assertThatThrownBy(() -> read("at,transactions\n" + line + "\n", ZoneOffset.UTC))
                    .as("the line is understood, but one is not enough")
                    .hasMessageContaining("between 0 and 1 o'clock");
        }
    }
}
