package dev.pgwright.load.migrations;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds versions that a tool orders behind one version and before another. */
final class VersionGap {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withResolverStyle(ResolverStyle.STRICT);

    private VersionGap() {}

    /**
     * As many versions as asked for, in order; empty when there is no room.
     *
     * @param next the version that follows; null when none does
     */
    static Optional<List<String>> versions(Framework framework, String after, @Nullable String next, int count) {
        List<List<String>> candidates = switch (framework) {
            case FLYWAY -> List.of(counted(after, count), parts(after, ".", count), parts(after, ".0.", count));
            case DIESEL -> List.of(counted(after, count), parts(after, "-000", count));
            default -> List.of(counted(after, count));
        };
        return candidates.stream()
                .filter(versions -> fit(order(framework), after, next, versions))
                .findFirst();
    }

    /** The version before the first one that a tool would give in an empty folder. */
    static String beforeTheFirst(Framework framework, LocalDateTime now) {
        return switch (framework) {
            case FLYWAY -> "0";
            case GOLANG_MIGRATE -> "000000";
            case PLAIN -> "0000";
            case DIESEL -> now.format(DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss"));
            default -> now.format(TIMESTAMP);
        };
    }

    /** The order in which the tool runs versions. */
    static Comparator<String> order(Framework framework) {
        return switch (framework) {
            case FLYWAY -> FlywayReader::compareVersions;
            case DIESEL -> Comparator.comparing(version -> version.replace("-", ""));
            // the rest of the name follows the version with an underscore, which sorts behind digits
            case DBMATE, PRISMA -> Comparator.comparing(version -> version + "_");
            default -> NaturalOrder::compareNumbers;
        };
    }

    private static boolean fit(Comparator<String> order, String after, @Nullable String next, List<String> versions) {
        String last = after;
        for (String version : versions) {
            if (order.compare(last, version) >= 0) {
                return false;
            }
            last = version;
        }
        return !versions.isEmpty() && (next == null || order.compare(last, next) < 0);
    }

    /** The versions that follow by one each, in seconds where the version is a time; none when it is no number. */
    private static List<String> counted(String after, int count) {
        String digits = after.replace("-", "");
        boolean number = !digits.isEmpty() && digits.chars().allMatch(c -> NaturalOrder.isDigit((char) c));
        List<String> versions = new ArrayList<>();
        for (int i = 1; number && i <= count; i++) {
            versions.add(inTheFormOf(after, plus(digits, i)));
        }
        return versions;
    }

    private static String plus(String digits, int steps) {
        if (digits.length() == "uuuuMMddHHmmss".length()) {
            try {
                return LocalDateTime.parse(digits, TIMESTAMP).plusSeconds(steps).format(TIMESTAMP);
            } catch (DateTimeException e) {
                // a number of that many digits and no time: it is counted
                return sum(digits, steps);
            }
        }
        return sum(digits, steps);
    }

    private static String sum(String digits, int steps) {
        String sum = new BigInteger(digits).add(BigInteger.valueOf(steps)).toString();
        return "0".repeat(Math.max(0, digits.length() - sum.length())) + sum;
    }

    /** Puts dashes where the example has them. */
    private static String inTheFormOf(String example, String digits) {
        StringBuilder formed = new StringBuilder();
        int at = 0;
        int missing = digits.length() - example.replace("-", "").length();
        for (int i = 0; i < example.length() && missing == 0; i++) {
            formed.append(example.charAt(i) == '-' ? '-' : digits.charAt(at++));
        }
        return missing == 0 ? formed.toString() : digits;
    }

    private static List<String> parts(String after, String separator, int count) {
        List<String> versions = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            versions.add(after + separator + i);
        }
        return versions;
    }
}
