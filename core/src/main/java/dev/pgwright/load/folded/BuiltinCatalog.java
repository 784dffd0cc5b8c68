package dev.pgwright.load.folded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's own types, casts, operators and functions, as the catalogs of 14 to 18 have them; a test compares the
 * resource with the servers. Read when first asked for.
 */
final class BuiltinCatalog {
    private static final Map<Integer, BuiltinCatalog> VERSIONS = new ConcurrentHashMap<>();

    private final Map<String, Type> types = new HashMap<>();
    private final Map<String, Range> ranges = new HashMap<>();
    private final Map<String, Range> multiranges = new HashMap<>();
    private final Map<String, Cast> casts = new HashMap<>();
    private final Map<String, List<Operator>> operators = new HashMap<>();
    private final Map<String, List<String>> functions = new HashMap<>();
    private final Set<String> hidden = new HashSet<>();

    /**
     * A base, pseudo, range or multirange type.
     *
     * @param category the letter of {@code typcategory}
     * @param element what a subscript of it gives, null for none
     */
    record Type(
            String name,
            char category,
            boolean preferred,
            char kind,
            @Nullable String element,
            String comparisons) {
        boolean hasOrder() {
            return comparisons.indexOf('b') >= 0;
        }

        boolean hasHash() {
            return comparisons.indexOf('h') >= 0;
        }
    }

    /** A range type and what belongs to it. */
    record Range(String name, String subtype, String multirange) {}

    /** A cast: {@code context} is i, a or e; {@code method} f, b or i, as in {@code pg_cast}. */
    record Cast(char context, char method) {}

    /** An operator; {@code left} is null for a prefix operator. */
    record Operator(@Nullable TypeRef left, TypeRef right, TypeRef result) {}

    private BuiltinCatalog(int version) {
        read().forEach(line -> {
            // an operator's name may start with the sign, too
            int last = line.lastIndexOf(" @");
            int at = last >= 0 && Character.isDigit(line.charAt(last + 2)) ? last : -1;
            if (at < 0 || covers(line.substring(at + 2), version)) {
                take(at < 0 ? line : line.substring(0, at));
            }
        });
    }

    static BuiltinCatalog of(int version) {
        int known = Math.max(14, Math.min(18, version));
        return VERSIONS.computeIfAbsent(known, BuiltinCatalog::new);
    }

    private static List<String> read() {
        try (InputStream text = BuiltinCatalog.class.getResourceAsStream("builtin-catalog.txt")) {
            if (text == null) {
                throw new IllegalStateException("the list of PostgreSQL's own functions is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean covers(String range, int version) {
        int dash = range.indexOf('-');
        return Integer.parseInt(range.substring(0, dash)) <= version
                && version <= Integer.parseInt(range.substring(dash + 1));
    }

    private void take(String line) {
        char kind = line.charAt(0);
        if (kind == 'f') {
            // the greater part of the list: each is read when its name is asked for
            int end = line.indexOf(' ', 2);
            functions
                    .computeIfAbsent(line.substring(2, end), unused -> new ArrayList<>())
                    .add(line.substring(end + 1));
            return;
        }
        String[] words = line.split(" ", -1);
        switch (kind) {
            case 't' ->
                types.put(
                        words[1],
                        new Type(
                                words[1],
                                words[2].charAt(0),
                                words[3].equals("p"),
                                words[4].charAt(0),
                                words[5].equals("-") ? null : words[5],
                                words[6]));
            case 'r' -> {
                Range range = new Range(words[1], words[2], words[3]);
                ranges.put(words[1], range);
                multiranges.put(words[3], range);
            }
            case 'c' -> casts.put(words[1] + " " + words[2], new Cast(words[3].charAt(0), words[3].charAt(1)));
            case 'o' ->
                operators
                        .computeIfAbsent(words[1], unused -> new ArrayList<>())
                        .add(new Operator(
                                words[2].equals("-") ? null : type(words[2]), type(words[3]), type(words[4])));
            case 'h' -> hidden.add(words[1]);
            default -> throw new IllegalStateException(line);
        }
    }

    /** A name of {@code pg_type}: arrays start with an underscore. */
    static TypeRef type(String name) {
        return name.startsWith("_") ? TypeRef.builtin(name.substring(1)).asArray() : TypeRef.builtin(name);
    }

    @Nullable Type named(String type) {
        return types.get(type);
    }

    @Nullable Range range(String type) {
        return ranges.get(type);
    }

    /** The range of a multirange. */
    @Nullable Range ofMultirange(String type) {
        return multiranges.get(type);
    }

    /** Names as {@code pg_type} has them, arrays with an underscore. */
    @Nullable Cast cast(String source, String target) {
        return casts.get(source + " " + target);
    }

    List<Operator> operators(String name) {
        return operators.getOrDefault(name, List.of());
    }

    /** Whether there are functions of the name that only the server itself can call. */
    boolean isHidden(String name) {
        return hidden.contains(name);
    }

    List<Signature> functions(String name) {
        List<Signature> found = new ArrayList<>();
        for (String line : functions.getOrDefault(name, List.of())) {
            found.add(signature(line));
        }
        return found;
    }

    private static Signature signature(String line) {
        String[] words = line.split(" ", -1);
        List<Signature.Argument> arguments = new ArrayList<>();
        boolean variadic = false;
        if (!words[3].equals("-")) {
            for (String argument : words[3].split(",", -1)) {
                variadic |= argument.startsWith("*");
                arguments.add(argument(argument.startsWith("*") ? argument.substring(1) : argument));
            }
        }
        List<Signature.Argument> outputs = new ArrayList<>();
        if (!words[4].equals("-")) {
            for (String output : words[4].split(",", -1)) {
                outputs.add(argument(output));
            }
        }
        return new Signature(
                0,
                words[0].charAt(0),
                words[0].charAt(1) == 's',
                words[0].charAt(2),
                arguments,
                variadic,
                Integer.parseInt(words[1]),
                type(words[2]),
                outputs);
    }

    private static Signature.Argument argument(String text) {
        int colon = text.indexOf(':');
        return new Signature.Argument(
                colon < 0 ? "" : text.substring(0, colon), type(colon < 0 ? text : text.substring(colon + 1)));
    }
}
