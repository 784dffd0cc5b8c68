package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Script.Piece;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the values that the configuration gives in the place of placeholders, also inside strings and comments, as Flyway
 * does. One without a known value is left to {@link Templates}, in the form that those know.
 *
 * <p>Source: Flyway 11, documentation page "Placeholders"; flyway-core, {@code PlaceholderReplacingReader} (names in any
 * case).
 */
final class FlywayPlaceholders {
    private static final String USUAL_PREFIX = "${";
    private static final String USUAL_SUFFIX = "}";

    private final String prefix;
    private final String suffix;
    private final boolean on;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    FlywayPlaceholders(FlywayConfiguration configuration) {
        prefix = configuration.get("placeholderPrefix", USUAL_PREFIX);
        suffix = configuration.get("placeholderSuffix", USUAL_SUFFIX);
        on = configuration.is("placeholderReplacement").orElse(true) && !prefix.isEmpty() && !suffix.isEmpty();
        values.putAll(configuration.placeholders());
        if (configuration.exists()) {
            String flyway = "flyway" + configuration.get("placeholderSeparator", ":");
            configuration.defaultSchema().ifPresent(schema -> values.putIfAbsent(flyway + "defaultSchema", schema));
            values.putIfAbsent(flyway + "table", configuration.get("table", "flyway_schema_history"));
        }
    }

    /** SQL with the parts of it that come from elsewhere. */
    record Filled(String sql, List<Piece> pieces) {}

    /** The text with the values; without pieces when there is nothing to put in. */
    Filled fill(SourceFile source) {
        String text = source.text();
        boolean usual = prefix.equals(USUAL_PREFIX) && suffix.equals(USUAL_SUFFIX);
        if (!on || !text.contains(prefix) || (usual && values.isEmpty())) {
            return new Filled(text, List.of());
        }
        StringBuilder sql = new StringBuilder(text.length());
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        int start = text.indexOf(prefix);
        while (start >= 0) {
            int end = text.indexOf(suffix, start + prefix.length());
            if (end < 0) {
                break;
            }
            String name = text.substring(start + prefix.length(), end).strip();
            String value = name.contains("\n") ? null : values.get(name);
            String put = value != null || usual ? value : USUAL_PREFIX + name + USUAL_SUFFIX;
            int behind = end + suffix.length();
            if (put != null) {
                add(text.substring(at, start), new Span(at, start), sql, pieces);
                add(put, new Span(start, behind), sql, pieces);
                at = behind;
            }
            start = text.indexOf(prefix, behind);
        }
        add(text.substring(at), new Span(at, text.length()), sql, pieces);
        return new Filled(sql.toString(), at == 0 ? List.of() : pieces);
    }

    private static void add(String part, Span from, StringBuilder sql, List<Piece> pieces) {
        if (!part.isEmpty()) {
            pieces.add(new Piece(new Span(sql.length(), sql.length() + part.length()), from));
            sql.append(part);
        }
    }
}
