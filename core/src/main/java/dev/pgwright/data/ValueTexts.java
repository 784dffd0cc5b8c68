package dev.pgwright.data;

import dev.pgwright.data.ColumnProfile.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** The value of a type that has a certain number, as text: what is told apart by number differs, and greater numbers are
 * greater values where the type has an order and the column is in it. */
public final class ValueTexts {
    private static final String CONSONANTS = "bcdfghjklmnpqrstvwxz";
    private static final String VOWELS = "aeiou";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String DIGITS = "0123456789";
    private static final int WORD_LETTERS = 6;
    private static final int WORD_SPACE = 1_000_000;
    private static final int JSON_FRAME = 14;
    private static final double RANGE_SECONDS = 3_600;
    private static final int RANGE_DAYS = 14;
    private static final String[] VOCABULARY = vocabulary();
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS'+00'", Locale.ROOT);

    private ValueTexts() {}

    private static String[] vocabulary() {
        String[] words = new String[ColumnProfile.WORDS];
        for (int i = 0; i < words.length; i++) {
            long code = Mix.shuffled(i, WORD_SPACE, 5);
            StringBuilder word = new StringBuilder(WORD_LETTERS);
            for (int j = 0; j < WORD_LETTERS / 2; j++) {
                word.append(CONSONANTS.charAt((int) (code % 20)));
                word.append(VOWELS.charAt((int) (code / 20 % 5)));
                code /= 100;
            }
            words[i] = word.toString();
        }
        return words;
    }

    /** The word of prose with this number, below {@link ColumnProfile#WORDS}. */
    public static String word(int index) {
        return VOCABULARY[index];
    }

    /** The array element with this number, below {@link ColumnProfile#ELEMENTS}. */
    public static String element(int index) {
        return String.format(Locale.ROOT, "tag%05d", index);
    }

    /** How long ranges are: seconds, or days of dates. */
    public static double rangeLength(String type) {
        return type.equals("daterange") ? RANGE_DAYS : RANGE_SECONDS;
    }

    /** Whether values have an order that a histogram can show. */
    public static boolean isOrdered(String type) {
        return switch (type) {
            case "bigint",
                    "integer",
                    "smallint",
                    "date",
                    "timestamp with time zone",
                    "time without time zone",
                    "interval",
                    "uuid",
                    "text",
                    "double precision" -> true;
            default -> type.startsWith("numeric");
        };
    }

    /** Whether values of a type are made here; what it is made of and its length do not count. */
    static boolean isKnown(String type) {
        return switch (type) {
            case "boolean",
                    "tstzrange",
                    "daterange",
                    "inet",
                    "point",
                    "jsonb",
                    "json",
                    "text[]",
                    "character varying",
                    "character",
                    "bpchar",
                    "name",
                    "citext" -> true;
            default -> isOrdered(type);
        };
    }

    /** Whether greater numbers are not greater values. */
    public static boolean isShuffled(String type, ColumnProfile profile) {
        return type.equals("text") || (type.equals("uuid") && profile.order() != Order.ASCENDING);
    }

    /** The value with this number, 0 to below the profile's number of distinct values. */
    public static String text(String type, ColumnProfile profile, long index) {
        if (type.startsWith("numeric") || type.equals("double precision")) {
            return number(profile, index);
        }
        double value = profile.from() + index * profile.step();
        return switch (type) {
            case "bigint", "integer", "smallint" -> String.valueOf(Math.round(value));
            case "boolean" -> index % 2 == 0 ? "f" : "t";
            case "date" -> date(value);
            case "timestamp with time zone" -> moment(value);
            case "time without time zone" ->
                LocalTime.ofSecondOfDay(Math.floorMod((long) value, 86_400L)).format(DateTimeFormatter.ISO_LOCAL_TIME);
            case "interval" -> (long) value + " seconds";
            case "tstzrange" -> "[\"" + moment(value) + "\",\"" + moment(value + RANGE_SECONDS) + "\")";
            case "daterange" -> "[" + date(value) + "," + date(Math.floor(value) + RANGE_DAYS) + ")";
            case "uuid" -> uuid(profile, index).toString();
            case "inet" -> "10." + (index >>> 16 & 255) + "." + (index >>> 8 & 255) + "." + (index & 255);
            case "point" ->
                String.format(
                        Locale.ROOT,
                        "(%.6f,%.6f)",
                        Mix.fraction(index, 31) * 360 - 180,
                        Mix.fraction(index, 32) * 170 - 85);
            case "jsonb", "json" -> json(profile, index);
            case "text[]" -> elements(index);
            default -> words(profile, index);
        };
    }

    private static String number(ColumnProfile profile, long index) {
        BigDecimal step = BigDecimal.valueOf(profile.step());
        int scale = Math.max(0, step.stripTrailingZeros().scale());
        return BigDecimal.valueOf(profile.from())
                .add(step.multiply(BigDecimal.valueOf(index)))
                .setScale(scale, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static String moment(double seconds) {
        long micros = Math.round(seconds * 1e6);
        return Instant.EPOCH
                .plus(micros, ChronoUnit.MICROS)
                .atOffset(ZoneOffset.UTC)
                .format(MOMENT);
    }

    private static String date(double days) {
        return date((long) Math.floor(days));
    }

    /** Years beyond 9999 without the sign that ISO 8601 puts before them. */
    static String date(long days) {
        LocalDate date = LocalDate.ofEpochDay(days);
        return String.format(Locale.ROOT, "%04d-%02d-%02d", date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /** Of version 7 where later ones are greater, else of version 4 (RFC 9562). */
    static UUID uuid(ColumnProfile profile, long index) {
        long random = Mix.hash(index, 21);
        long high = profile.order() == Order.ASCENDING
                ? (0x0190_0000_0000L + index) << 16 | 0x7000 | (random & 0xFFF)
                : Mix.hash(index, 22) & ~0xF000L | 0x4000;
        long low = random & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static String json(ColumnProfile profile, long index) {
        int length = Math.max(1, profile.length(index) - JSON_FRAME);
        return "{\"k\": \"" + prose(index, length, profile.distinct()) + "\"}";
    }

    private static String elements(long index) {
        StringBuilder array = new StringBuilder("{");
        int first = (int) Long.remainderUnsigned(Mix.hash(index, 41), ColumnProfile.ELEMENTS);
        for (int i = 0; i < ColumnProfile.ELEMENTS_PER_ROW; i++) {
            // three numbers that differ: steps of an odd size modulo the size of the vocabulary
            array.append(i == 0 ? "" : ",").append(element((first + i * 331) % ColumnProfile.ELEMENTS));
        }
        return array.append('}').toString();
    }

    private static String words(ColumnProfile profile, long index) {
        int length = Math.max(1, profile.length(index));
        String template = profile.template();
        if (template == null) {
            return prose(index, length, profile.distinct());
        }
        String alphabet = template.startsWith("+") ? DIGITS : template.equals("{}") ? CAPITALS : LETTERS;
        return template.replace(
                "{}", code(index, Math.max(1, length - template.length() + 2), alphabet, profile.distinct()));
    }

    /** Words whose first ones tell the number, cut at the length. */
    private static String prose(long index, int length, double distinct) {
        double told = 1;
        int needed = 0;
        while (told < distinct) {
            told *= ColumnProfile.WORDS;
            needed += WORD_LETTERS + 1;
        }
        if (length < needed - 1) {
            return code(index, length, LETTERS, distinct);
        }
        StringBuilder text = new StringBuilder(length + WORD_LETTERS);
        long rest = index;
        for (int position = 0; text.length() < length; position++) {
            boolean telling = rest > 0 || position == 0;
            int word = telling
                    ? (int) Mix.shuffled(rest % ColumnProfile.WORDS, ColumnProfile.WORDS, 7 + position)
                    : (int) Long.remainderUnsigned(Mix.hash(index, 100 + position), ColumnProfile.WORDS);
            rest /= ColumnProfile.WORDS;
            text.append(position == 0 ? "" : " ").append(VOCABULARY[word]);
        }
        text.setLength(length);
        if (text.charAt(length - 1) == ' ') {
            text.setCharAt(length - 1, 'e');
        }
        return text.toString();
    }

    /** Letters whose last ones tell the number; longer than asked for where that is too short for all numbers. */
    private static String code(long index, int length, String alphabet, double distinct) {
        int base = alphabet.length();
        int needed = Math.max(1, (int) Math.ceil(Math.log(Math.max(2, distinct)) / Math.log(base)));
        long space = (long) Math.min(1e15, Math.pow(base, needed));
        long told = Mix.shuffled(index % space, space, 9);
        int all = Math.max(length, needed);
        StringBuilder text = new StringBuilder(all);
        for (int position = 0; position < all - needed; position++) {
            text.append(alphabet.charAt((int) Long.remainderUnsigned(Mix.hash(index, 200 + position), base)));
        }
        for (int position = 0; position < needed; position++) {
            text.append(alphabet.charAt((int) (told % base)));
            told /= base;
        }
        return text.toString();
    }
}
