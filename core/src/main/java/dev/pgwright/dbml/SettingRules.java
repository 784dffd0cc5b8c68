package dev.pgwright.dbml;

import dev.pgwright.finding.DidYouMean;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which settings an element has and what their values are, as {@code @dbml/core} 10 validates them. */
enum SettingRules {
    TABLE("table", true, Map.of("headercolor", Form.COLOR, "note", Form.TEXT, "dep", Form.DEPENDENCY)),
    COLUMN(
            "column",
            true,
            Map.ofEntries(
                    Map.entry("pk", Form.FLAG),
                    Map.entry("primary key", Form.FLAG),
                    Map.entry("not null", Form.FLAG),
                    Map.entry("null", Form.FLAG),
                    Map.entry("unique", Form.FLAG),
                    Map.entry("increment", Form.FLAG),
                    Map.entry("default", Form.DEFAULT),
                    Map.entry("note", Form.TEXT),
                    Map.entry("ref", Form.TARGET),
                    Map.entry("check", Form.EXPRESSION),
                    Map.entry("dep", Form.DEPENDENCY))),
    INDEX(
            "index",
            false,
            Map.of("name", Form.TEXT, "type", Form.NAME, "unique", Form.FLAG, "pk", Form.FLAG, "note", Form.TEXT)),
    CHECK("check", false, Map.of("name", Form.TEXT)),
    ENUM_VALUE("enum value", false, Map.of("note", Form.TEXT)),
    REFERENCE(
            "ref",
            false,
            Map.of("delete", Form.ACTION, "update", Form.ACTION, "color", Form.COLOR, "inactive", Form.FLAG)),
    TABLE_GROUP("table group", true, Map.of("color", Form.COLOR, "note", Form.TEXT)),
    STICKY_NOTE("note", true, Map.of("color", Form.COLOR_OR_NONE)),
    TABLE_PARTIAL("table partial", false, Map.of("headercolor", Form.COLOR, "note", Form.TEXT)),
    RECORDS("records", false, Map.of("example", Form.FLAG)),
    DEPENDENCY("dep", true, Map.of("color", Form.COLOR, "note", Form.TEXT));

    static final Set<String> REPEATABLE = Set.of("ref", "check", "dep");
    static final Set<String> ACTIONS = Set.of("cascade", "no action", "set null", "set default", "restrict");

    private final String element;
    private final boolean custom;
    private final Map<String, Form> known;

    SettingRules(String element, boolean custom, Map<String, Form> known) {
        this.element = element;
        this.custom = custom;
        this.known = new TreeMap<>(known);
    }

    /** What a value may be. */
    enum Form {
        FLAG,
        TEXT,
        NAME,
        COLOR,
        COLOR_OR_NONE,
        DEFAULT,
        EXPRESSION,
        TARGET,
        ACTION,
        DEPENDENCY
    }

    Set<String> names() {
        return known.keySet();
    }

    /** Checks one setting and tells what is wrong with it. */
    void check(DbmlSetting setting, DbmlCursor cursor) {
        Form form = known.get(setting.name());
        DbmlValue value = setting.value();
        if (form == null) {
            if (!custom || !isCustomValue(value)) {
                String similar = DidYouMean.hint(setting.name(), known.keySet()).orElse(null);
                cursor.problem(
                        setting.span(),
                        "unknown " + element + " setting '" + setting.name() + "'",
                        similar != null
                                ? similar
                                : custom
                                        ? "a setting of your own needs a text: [" + setting.name() + ": '...']"
                                        : "known are " + String.join(", ", known.keySet()));
            }
            return;
        }
        boolean quotedText = form == Form.NAME
                && value instanceof DbmlValue.Text text
                && cursor.textBetween(text.span().start(), text.span().start() + 1)
                        .equals("'");
        String wanted = quotedText ? "needs a name without single quotes" : wanted(form, value);
        if (wanted != null) {
            cursor.problem(
                    value == null ? setting.span() : value.span(),
                    "the " + element + " setting '" + setting.name() + "' " + wanted,
                    form == Form.ACTION && value instanceof DbmlValue.Words words
                            ? DidYouMean.hint(words.text(), ACTIONS).orElse(null)
                            : null);
        }
    }

    private boolean isCustomValue(@Nullable DbmlValue value) {
        boolean isScalar = value instanceof DbmlValue.Number || value instanceof DbmlValue.Words;
        return value instanceof DbmlValue.Text || isColor(value) || this == DEPENDENCY && isScalar;
    }

    private static @Nullable String wanted(Form form, @Nullable DbmlValue value) {
        return switch (form) {
            case FLAG -> value == null ? null : "has no value";
            case TEXT -> value instanceof DbmlValue.Text ? null : "needs a text in quotes";
            case NAME ->
                value instanceof DbmlValue.Words words && words.text().indexOf(' ') < 0
                                || value instanceof DbmlValue.Text
                        ? null
                        : "needs a name, such as btree";
            case COLOR -> isColor(value) ? null : "needs a colour such as #3498db";
            case COLOR_OR_NONE ->
                isColor(value)
                                || value instanceof DbmlValue.Words words
                                        && words.text().equalsIgnoreCase("none")
                        ? null
                        : "needs a colour such as #3498db";
            case DEFAULT -> defaultProblem(value);
            case EXPRESSION -> value instanceof DbmlValue.Expression ? null : "needs an expression between backticks";
            case TARGET -> value instanceof DbmlValue.Target ? null : "needs a relationship such as > table.column";
            case ACTION ->
                value instanceof DbmlValue.Words words && ACTIONS.contains(words.text())
                        ? null
                        : "needs one of cascade, no action, restrict, set default, set null";
            case DEPENDENCY -> value instanceof DbmlValue.Arrow ? null : "needs a dependency such as -> table.column";
        };
    }

    private static @Nullable String defaultProblem(@Nullable DbmlValue value) {
        boolean right = value instanceof DbmlValue.Text
                || value instanceof DbmlValue.Number
                || value instanceof DbmlValue.Expression
                || value instanceof DbmlValue.Dotted
                || value instanceof DbmlValue.Words words
                        && Set.of("true", "false", "null").contains(words.text());
        return right ? null : "needs a number, a text in quotes, true, false, null or an expression between backticks";
    }

    private static boolean isColor(@Nullable DbmlValue value) {
        return value instanceof DbmlValue.Color color && color.text().matches("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})");
    }
}
