package dev.pgwright.design.prove.evaluate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as requirements write them: {@code now}, {@code 1_000}, {@code 30 minutes}, {@code PT30M}. */
final class ConstantReader {
    private static final Pattern DURATION =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?) (second|minute|hour|day|week|month|year)s?");
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000);

    private ConstantReader() {}

    /** The value of a text, which may also be one of PostgreSQL. */
    static Value read(ValueKind kind, String text, Now now) {
        return switch (kind.family()) {
            case NUMBER -> ValueReader.read(kind, text.replace("_", ""));
            case DATE -> ValueReader.read(kind, text.equals("now") ? now.date() : text);
            case TIMESTAMP -> ValueReader.read(kind, text.equals("now") ? now.timestamp() : text);
            case INTERVAL -> interval(kind, text);
            default -> ValueReader.read(kind, text);
        };
    }

    private static Value interval(ValueKind kind, String text) {
        if (text.startsWith("P") || text.startsWith("-P")) {
            Duration duration = Duration.parse(text);
            BigInteger micros = BigDecimal.valueOf(duration.getSeconds())
                    .multiply(SECOND)
                    .add(BigDecimal.valueOf(duration.getNano() / 1000))
                    .toBigInteger();
            return new Value(kind, new Interval(0, 0, micros), text);
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return ValueReader.read(kind, text);
        }
        BigDecimal count = new BigDecimal(matcher.group(1));
        BigDecimal seconds = switch (matcher.group(2)) {
            case "second" -> count;
            case "minute" -> count.multiply(BigDecimal.valueOf(60));
            case "hour" -> count.multiply(BigDecimal.valueOf(3_600));
            case "day" -> count.multiply(BigDecimal.valueOf(86_400));
            case "week" -> count.multiply(BigDecimal.valueOf(7L * 86_400));
            case "month" -> count.multiply(BigDecimal.valueOf(30L * 86_400));
            default -> count.multiply(BigDecimal.valueOf(12L * 30 * 86_400));
        };
        return new Value(kind, new Interval(0, 0, seconds.multiply(SECOND).toBigInteger()), text);
    }
}
