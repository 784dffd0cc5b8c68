package dev.pgwright.design.prove;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Values of a type in text form: ordinary ones first, which differ from seed to seed so that keys can be unique, then
 * those at the edges, where checks say no.
 */
final class Samples {
    private static final int VARIANTS = 4;
    /** After go-live of anything designed with this version, and in no leap year. */
    private static final LocalDate DAY = LocalDate.of(2027, 3, 1);

    private static final Set<String> KNOWN = Set.of(
            "smallint",
            "integer",
            "bigint",
            "oid",
            "numeric",
            "real",
            "double precision",
            "boolean",
            "uuid",
            "date",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "interval",
            "bytea",
            "json",
            "jsonb",
            "inet",
            "cidr",
            "macaddr",
            "int4range",
            "int8range",
            "numrange",
            "daterange",
            "tsrange",
            "tstzrange",
            "text",
            "character varying",
            "character");

    private Samples() {}

    /** Ordinary values, the first of which differs from seed to seed. */
    static List<String> ordinary(ColumnType type, int seed) {
        List<String> elements = new ArrayList<>();
        if (type.enumeration().isPresent()) {
            elements.addAll(type.enumeration().get().values());
            rotate(elements, seed);
        } else {
            for (int i = 0; i < VARIANTS; i++) {
                elements.addAll(ordinaryOf(type.base(), seed + i));
            }
        }
        return type.array() ? arrays(elements) : fitting(type, elements);
    }

    /** Values at the edges of the type and of common sense. */
    static List<String> edges(ColumnType type) {
        if (type.array()) {
            List<String> result = new ArrayList<>(List.of("{}", "{NULL}"));
            edgesOf(type.base()).stream().limit(4).map(Samples::array).forEach(result::add);
            return result;
        }
        return type.enumeration().isPresent() ? List.of() : fitting(type, edgesOf(type.base()));
    }

    /** Whether every value made for the type is one: else they are made in the hope that some are. */
    static boolean isKnown(ColumnType type) {
        return type.enumeration().isPresent() || KNOWN.contains(type.base());
    }

    static <T> void rotate(List<T> list, int seed) {
        Collections.rotate(list, list.isEmpty() ? 0 : -(seed % list.size()));
    }

    private static List<String> ordinaryOf(String type, int seed) {
        int n = seed + 1;
        LocalDateTime moment = DAY.plusDays(n).atTime(10, 0);
        return switch (type) {
            case "smallint", "integer", "bigint", "oid" -> List.of(String.valueOf(n));
            case "numeric", "real", "double precision" -> List.of(n + ".5", String.valueOf(n));
            case "money" -> List.of(n + ".50");
            case "boolean" -> List.of(n % 2 == 0 ? "false" : "true");
            case "uuid" -> List.of(String.format(Locale.ROOT, "01920000-0000-7000-8000-%012d", n));
            case "date" ->
                List.of(
                        DAY.plusDays(n).toString(),
                        DAY.minusYears(10).plusDays(n).toString());
            case "timestamp without time zone", "timestamp with time zone" ->
                List.of(moment + ":00", moment.minusYears(10) + ":00");
            case "time without time zone", "time with time zone" ->
                List.of(LocalTime.of(9, 0).plusMinutes(n).toString());
            case "interval" -> List.of(n + " hours", n + " days");
            case "bytea" -> List.of(String.format(Locale.ROOT, "\\x%08x", n));
            case "bit", "bit varying" -> List.of(Integer.toBinaryString(n));
            case "json", "jsonb" -> List.of("{\"n\": " + n + "}", "[" + n + "]");
            case "xml" -> List.of("<n>" + n + "</n>");
            case "inet" -> List.of("192.0.2." + n % 250);
            case "cidr" -> List.of("10.0." + n % 250 + ".0/24");
            case "macaddr" -> List.of(String.format(Locale.ROOT, "08:00:2b:00:%02x:%02x", n / 256 % 256, n % 256));
            case "int4range", "int8range", "numrange" -> List.of("[" + 10 * n + "," + (10 * n + 5) + ")");
            case "int4multirange", "int8multirange", "nummultirange" ->
                List.of("{[" + 10 * n + "," + (10 * n + 5) + ")}");
            case "daterange" -> List.of("[" + DAY.plusDays(10L * n) + "," + DAY.plusDays(10L * n + 2) + ")");
            case "datemultirange" -> List.of("{[" + DAY.plusDays(10L * n) + "," + DAY.plusDays(10L * n + 2) + ")}");
            case "tsrange", "tstzrange" -> List.of("[" + moment + "," + moment.plusHours(1) + ")");
            case "tsmultirange", "tstzmultirange" -> List.of("{[" + moment + "," + moment.plusHours(1) + ")}");
            case "point" -> List.of("(" + n + ",2)");
            case "box", "lseg" -> List.of("(" + n + ",2),(0,0)");
            case "circle" -> List.of("<(" + n + ",2),1>");
            case "path", "polygon" -> List.of("((0,0),(" + n + ",0),(0,1))");
            case "line" -> List.of("{" + n + ",-1,0}");
            case "tsvector", "tsquery" -> List.of("sample & " + n, "sample" + n);
            default -> texts(n);
        };
    }

    /** Shapes that checks on texts, codes and unknown types often ask for. */
    private static List<String> texts(int n) {
        char upper = (char) ('A' + n % 26);
        char second = (char) ('A' + n / 26 % 26);
        String letters = "" + second + upper;
        return List.of(
                "Sample " + n,
                "sample-" + n,
                "sample_" + n,
                "user" + n + "@example.com",
                "https://example.com/" + n,
                "+49151000" + String.format(Locale.ROOT, "%05d", n),
                letters,
                letters.toLowerCase(Locale.ROOT),
                "X" + letters,
                "x" + letters.toLowerCase(Locale.ROOT),
                letters + "-" + String.format(Locale.ROOT, "%04d", n),
                String.format(Locale.ROOT, "%05d", n),
                String.valueOf(n),
                String.format(Locale.ROOT, "%064x", n),
                "SAMPLE" + n,
                String.valueOf(upper));
    }

    private static List<String> edgesOf(String type) {
        return switch (type) {
            case "smallint" -> List.of("0", "-1", "101", "32767", "-32768");
            case "integer" -> List.of("0", "-1", "101", "1000001", "2147483647", "-2147483648");
            case "bigint" -> List.of("0", "-1", "101", "1000001", "9223372036854775807", "-9223372036854775808");
            case "oid" -> List.of("0", "4294967295");
            case "numeric", "real", "double precision" ->
                List.of("0", "-1", "-0.01", "0.5", "1.01", "101", "1000001", "1000000000001", "NaN");
            case "money" -> List.of("0", "-1.00", "1000001.00");
            case "boolean" -> List.of("true", "false");
            // neither the least nor the greatest: these are what is behind the first row and the last one
            case "uuid" -> List.of("00000000-0000-4000-8000-000000000001", "ffffffff-ffff-4fff-bfff-fffffffffffe");
            case "date" -> List.of("1899-12-31", "2001-01-01", "2999-12-31", "infinity", "-infinity");
            case "timestamp without time zone", "timestamp with time zone" ->
                List.of("1899-12-31 00:00", "2001-01-01 00:00", "2999-12-31 00:00", "infinity", "-infinity");
            case "time without time zone", "time with time zone" -> List.of("00:00", "23:59:59", "24:00");
            case "interval" -> List.of("0", "-1 hour", "1 second", "1 mon", "100 years");
            case "bytea" -> List.of("", "\\x" + "00".repeat(2000));
            case "bit", "bit varying" -> List.of("0", "1");
            case "json", "jsonb" -> List.of("{}", "[]", "\"text\"", "1", "true", "null");
            case "inet" -> List.of("::1", "0.0.0.0", "10.0.0.0/8");
            case "cidr" -> List.of("::/0", "0.0.0.0/0");
            case "int4range", "int8range", "numrange" -> List.of("empty", "(,)", "[1,)", "(,1)", "[-5,-1)", "[1,2)");
            case "daterange" -> List.of("empty", "(,)", "[2027-01-01,)", "(,2027-01-01)", "[1900-01-01,2999-01-01)");
            case "tsrange", "tstzrange" ->
                List.of(
                        "empty",
                        "(,)",
                        "[2027-01-01 00:00,)",
                        "(,2027-01-01 00:00)",
                        "[1900-01-01 00:00,2999-01-01 00:00)",
                        "[2027-01-01 00:00,2027-01-01 00:01)");
            case "int4multirange",
                    "int8multirange",
                    "nummultirange",
                    "datemultirange",
                    "tsmultirange",
                    "tstzmultirange" -> List.of("{}", "{(,)}");
            case "point" -> List.of("(0,0)", "(181,0)", "(0,91)", "(-181,-91)");
            case "macaddr", "xml", "box", "lseg", "circle", "path", "polygon", "line", "tsvector", "tsquery" ->
                List.of();
            default -> List.of("", " ", "?", "!?", " padded ", "Üß", "a\nb", "x".repeat(1001), "x".repeat(20_000));
        };
    }

    private static List<String> arrays(List<String> elements) {
        List<String> result = new ArrayList<>();
        elements.stream().map(Samples::array).forEach(result::add);
        IntStream.range(1, elements.size())
                .limit(3)
                .mapToObj(i -> array(elements.get(i - 1), elements.get(i)))
                .forEach(result::add);
        return result;
    }

    /** An array of so many different elements. */
    static String arrayOf(ColumnType type, int count) {
        List<String> elements = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            elements.add(type.enumeration()
                    .map(enumeration -> enumeration.values().get(0))
                    .orElse(ordinaryOf(type.base(), seed).get(0)));
        }
        return array(elements.toArray(String[]::new));
    }

    static String array(String... elements) {
        List<String> quoted = new ArrayList<>();
        for (String element : elements) {
            quoted.add('"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        return "{" + String.join(",", quoted) + "}";
    }

    /** Without the numbers that a {@code numeric(p, s)} cannot hold, which would be an error and not a violation. */
    private static List<String> fitting(ColumnType type, List<String> values) {
        if (!type.base().equals("numeric") || type.modifiers().isEmpty()) {
            return values;
        }
        int scale = type.modifiers().size() > 1 ? type.modifiers().get(1) : 0;
        int digits = type.modifiers().get(0) - scale;
        return values.stream().filter(value -> integerDigits(value) <= digits).toList();
    }

    private static int integerDigits(String number) {
        String digits = number.replace("-", "");
        int point = digits.indexOf('.');
        String integers = point < 0 ? digits : digits.substring(0, point);
        return integers.equals("0") ? 0 : integers.length();
    }
}
