package dev.pgwright.migrate.apply;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a day in which steps may begin.
 *
 * @param from the first moment
 * @param to the first moment behind it; before {@code from} if it goes over midnight
 * @param stops whether a run ends outside of it, to be continued, instead of waiting
 */
public record Window(LocalTime from, LocalTime to, ZoneId zone, boolean stops) {
    /**
     * Reads {@code 01:00-05:00} or {@code 22:00-04:00 Europe/Berlin}.
     *
     * @param usual the zone where none is said
     * @throws PgwrightException with {@code USAGE}
     */
    public static Window parse(String text, ZoneId usual, boolean stops) {
        String[] words = text.strip().split(" +", 2);
        String[] times = words[0].split("-", -1);
        try {
            if (times.length == 2) {
                Window window = new Window(
                        LocalTime.parse(times[0]),
                        LocalTime.parse(times[1]),
                        words.length == 2 ? ZoneId.of(words[1]) : usual,
                        stops);
                if (!window.from().equals(window.to())) {
                    return window;
                }
            }
        } catch (DateTimeException notATime) {
            throw wrong(text, notATime);
        }
        throw wrong(text, null);
    }

    private static PgwrightException wrong(String text, @Nullable Throwable cause) {
        return new PgwrightException(
                ErrorCode.USAGE,
                Place.UNKNOWN,
                "'" + text + "' is no window of time",
                "write it as 01:00-05:00, or with its zone as '22:00-04:00 Europe/Berlin'",
                cause);
    }

    /** How long it is until a step may begin; nothing inside of the window. */
    public Duration until(ZonedDateTime now) {
        ZonedDateTime here = now.withZoneSameInstant(zone);
        LocalTime time = here.toLocalTime();
        boolean inside = from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
        if (inside) {
            return Duration.ZERO;
        }
        ZonedDateTime opens = here.with(from);
        return Duration.between(
                here, opens.isAfter(here) ? opens : here.plusDays(1).with(from));
    }

    /** {@code 01:00-05:00 (Europe/Berlin)}. */
    @Override
    public String toString() {
        return from + "-" + to + " (" + zone + ")";
    }
}
