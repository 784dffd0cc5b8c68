package dev.pgwright.data;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are written in binary format (PostgreSQL's {@code ..._send} functions). A type that is not here is
 * sent as text, and its whole table with it.
 */
enum BinaryForm {
    SMALLINT,
    INTEGER,
    BIGINT,
    BOOLEAN,
    REAL,
    DOUBLE,
    NUMERIC,
    DATE,
    TIMESTAMP,
    TIME,
    UUID_BYTES,
    BYTEA,
    JSONB,
    CHARACTERS;

    private static final double SMALL = 1e15;
    private static final double[] TENS = {1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

    /** Null where there is none. */
    static @Nullable BinaryForm of(FieldType type) {
        if (!type.labels().isEmpty() || type.isText()) {
            return CHARACTERS;
        }
        return switch (type.name()) {
            case "smallint" -> SMALLINT;
            case "integer" -> INTEGER;
            case "bigint" -> BIGINT;
            case "boolean" -> BOOLEAN;
            case "real" -> REAL;
            case "double precision" -> DOUBLE;
            case "numeric" -> NUMERIC;
            case "date" -> DATE;
            case "timestamp with time zone", "timestamp without time zone" -> TIMESTAMP;
            case "time without time zone" -> TIME;
            case "uuid" -> UUID_BYTES;
            case "bytea" -> BYTEA;
            case "jsonb" -> JSONB;
            case "json", "xml", "\"char\"" -> CHARACTERS;
            default -> null;
        };
    }

    private boolean isWhole() {
        return this == SMALLINT || this == INTEGER || this == BIGINT;
    }

    /** A field with a value that stands as a text, as the server writes it. */
    void write(String text, CopyBuffer out) {
        switch (this) {
            case SMALLINT, INTEGER, BIGINT -> whole(Long.parseLong(text), out);
            case BOOLEAN -> bool(text.startsWith("t"), out);
            case REAL -> {
                out.int32(Float.BYTES);
                out.int32(Float.floatToIntBits(Float.parseFloat(text)));
            }
            case DOUBLE -> real(Double.parseDouble(text), out);
            case NUMERIC -> BinaryNumeric.write(text, out);
            case DATE -> date(BinaryMoment.days(text), out);
            case TIMESTAMP -> micros(BinaryMoment.micros(text), out);
            case TIME -> micros(BinaryMoment.timeOfDay(text), out);
            case UUID_BYTES -> {
                UUID value = UUID.fromString(text);
                uuid(value.getMostSignificantBits(), value.getLeastSignificantBits(), out);
            }
            case BYTEA -> {
                byte[] value = HexFormat.of().parseHex(text, 2, text.length());
                out.int32(value.length);
                out.raw(value);
            }
            case JSONB -> {
                int begun = out.begin();
                out.int8(1);
                out.characters(text);
                out.end(begun);
            }
            case CHARACTERS -> {
                int begun = out.begin();
                out.characters(text);
                out.end(begun);
            }
        }
    }

    /** A field with the value that {@link FieldType#text} has for a number, without the text where there is a shorter way. */
    void write(FieldType type, ColumnProfile profile, long index, CopyBuffer out) {
        double value = profile.from() + index * profile.step();
        boolean own = of(type) == this;
        if (isWhole() && type.isWhole()) {
            whole(Math.round(value), out);
        } else if (own && this == BOOLEAN) {
            bool(index % 2 != 0, out);
        } else if (own && this == DATE) {
            date((int) ((long) Math.floor(value) - BinaryMoment.EPOCH_DAYS), out);
        } else if (own && this == TIMESTAMP) {
            micros(Math.round(value * 1e6) - BinaryMoment.EPOCH_MICROS, out);
        } else if (own && this == TIME) {
            micros(Math.floorMod((long) value, 86_400L) * 1_000_000, out);
        } else if (own && this == UUID_BYTES) {
            UUID made = ValueTexts.uuid(profile, index);
            uuid(made.getMostSignificantBits(), made.getLeastSignificantBits(), out);
        } else if (!(own && (this == NUMERIC || this == DOUBLE) && decimal(profile, index, out))) {
            write(type.text(profile, index), out);
        }
    }

    /** Numbers with few digits; whether it is one. */
    private boolean decimal(ColumnProfile profile, long index, CopyBuffer out) {
        int scale = 0;
        while (scale < TENS.length && profile.step() * TENS[scale] != Math.rint(profile.step() * TENS[scale])) {
            scale++;
        }
        if (scale == TENS.length) {
            return false;
        }
        double first = profile.from() * TENS[scale];
        double step = profile.step() * TENS[scale];
        if (first != Math.rint(first) || Math.abs(first + step * index) > SMALL) {
            return false;
        }
        long unscaled = Math.round(first) + Math.round(step) * index;
        if (this == NUMERIC) {
            BinaryNumeric.write(unscaled, scale, out);
        } else {
            real(unscaled / TENS[scale], out);
        }
        return true;
    }

    private void whole(long value, CopyBuffer out) {
        if (this == BIGINT) {
            out.int32(Long.BYTES);
            out.int64(value);
        } else if (this == INTEGER && value == (int) value) {
            out.int32(Integer.BYTES);
            out.int32((int) value);
        } else if (this == SMALLINT && value == (short) value) {
            out.int32(Short.BYTES);
            out.int16((short) value);
        } else {
            throw new PgwrightException(
                    ErrorCode.REFUSED,
                    Place.UNKNOWN,
                    value + " is out of range for type " + name().toLowerCase(Locale.ROOT),
                    null);
        }
    }

    private static void bool(boolean value, CopyBuffer out) {
        out.int32(1);
        out.int8(value ? 1 : 0);
    }

    private static void real(double value, CopyBuffer out) {
        out.int32(Double.BYTES);
        out.int64(Double.doubleToLongBits(value));
    }

    private static void date(int days, CopyBuffer out) {
        out.int32(Integer.BYTES);
        out.int32(days);
    }

    private static void micros(long micros, CopyBuffer out) {
        out.int32(Long.BYTES);
        out.int64(micros);
    }

    private static void uuid(long high, long low, CopyBuffer out) {
        out.int32(2 * Long.BYTES);
        out.int64(high);
        out.int64(low);
    }
}
