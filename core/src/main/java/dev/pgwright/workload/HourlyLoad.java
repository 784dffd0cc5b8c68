package dev.pgwright.workload;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How much a database has to do in each hour of the day, by its counter of transactions as it was read again and again.
 *
 * @param source the file
 * @param zone whose hours they are
 * @param perSecond transactions per second in each of the 24 hours, on average
 * @param days on how many days each hour was seen, at the least
 */
public record HourlyLoad(String source, ZoneId zone, List<Double> perSecond, double days) {
    private static final int HOURS = 24;

    /** An hour is quiet that has at most this part of the average. */
    private static final double QUIET = 0.5;

    /** Readings that are further apart say nothing of the hours between. */
    private static final Duration FAR = Duration.ofMinutes(90);

    /** As PostgreSQL writes a timestamptz, and as ISO 8601 does. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("[ ]['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][X]")
            .toFormatter();

    public HourlyLoad {
        perSecond = List.copyOf(perSecond);
    }

    private record Reading(OffsetDateTime at, long transactions) {}

    /**
     * Reads a CSV file with the columns {@code at}, a time with its zone, and {@code transactions}, the counter at that time.
     *
     * @throws PgwrightException with {@code INPUT} if it is none, or does not tell of each hour of a day
     */
    public static HourlyLoad read(SourceFile file, ZoneId zone) {
        List<Reading> readings = new ArrayList<>();
        StatementsCsv.rows(file, List.of("at", "transactions"), (row, place) -> readings.add(reading(row, place)));
        readings.sort(Comparator.comparing(Reading::at));
        double[] seconds = new double[HOURS];
        double[] transactions = new double[HOURS];
        for (int i = 1; i < readings.size(); i++) {
            Reading before = readings.get(i - 1);
            Reading after = readings.get(i);
            long count = after.transactions() - before.transactions();
            Duration between = Duration.between(before.at(), after.at());
            // the counter begins again when statistics are reset
            if (count >= 0 && !between.isZero() && between.compareTo(FAR) <= 0) {
                int hour = before.at()
                        .plus(between.dividedBy(2))
                        .atZoneSameInstant(zone)
                        .getHour();
                seconds[hour] += between.toMillis() / 1000.0;
                transactions[hour] += count;
            }
        }
        List<Double> perSecond = new ArrayList<>();
        double days = Double.MAX_VALUE;
        for (int hour = 0; hour < HOURS; hour++) {
            if (seconds[hour] == 0) {
                throw new PgwrightException(
                        ErrorCode.INPUT,
                        Place.of(file.name()),
                        "it does not say how many transactions there are between " + hour + " and " + (hour + 1)
                                + " o'clock",
                        "read the counter at least each hour, for a day or, better, a week");
            }
            perSecond.add(transactions[hour] / seconds[hour]);
            days = Math.min(days, seconds[hour] / Duration.ofHours(1).toSeconds());
        }
        return new HourlyLoad(file.name(), zone, perSecond, days);
    }

    private static Reading reading(Map<String, String> row, Place place) {
        String at = String.valueOf(row.get("at")).strip();
        String transactions = String.valueOf(row.get("transactions")).strip();
        try {
            return new Reading(OffsetDateTime.parse(at, TIME), Long.parseLong(transactions));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    place,
                    "'" + at + "' and '" + transactions + "' are no time with a zone and a number of transactions",
                    "for example: 2026-11-28 01:00:00+00,1234567",
                    e);
        }
    }

    /**
     * Hours that follow each other, past midnight as well.
     *
     * @param from the first, 0 to 23
     * @param hours how many
     * @param perSecond transactions per second in them, on average
     */
    public record Quiet(int from, int hours, double perSecond) {
        /** As {@code migrate apply --window} takes it, without the zone. */
        public String window() {
            return String.format(Locale.ROOT, "%02d:00-%02d:00", from, (from + hours) % HOURS);
        }
    }

    /** Transactions per second over the day. */
    public double average() {
        return average(0, HOURS);
    }

    private double average(int from, int hours) {
        double sum = 0;
        for (int i = 0; i < hours; i++) {
            sum += perSecond.get((from + i) % HOURS);
        }
        return sum / hours;
    }

    /** The longest row of quiet hours, of equally long ones that with the least load; empty where the load is even. */
    public Optional<Quiet> quiet() {
        List<Quiet> all = new ArrayList<>();
        for (int from = 0; from < HOURS; from++) {
            int hours = 0;
            while (hours < HOURS && perSecond.get((from + hours) % HOURS) <= QUIET * average()) {
                hours++;
            }
            if (hours > 0) {
                all.add(new Quiet(from, hours, average(from, hours)));
            }
        }
        return all.stream()
                .max(Comparator.comparingInt(Quiet::hours)
                        .thenComparing(
                                Comparator.comparingDouble(Quiet::perSecond).reversed()));
    }
}
