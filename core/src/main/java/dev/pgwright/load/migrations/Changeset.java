package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Migration.Kind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a changeset of Liquibase says about itself, in any format.
 *
 * <p>Source: Liquibase 5, documentation pages "changeSet", "SQL changelog format"; liquibase-core,
 * {@code AbstractFormattedChangeLogParser}.
 *
 * @param file the changelog it stands in, which is part of its identity
 */
record Changeset(String file, String author, String id, Map<String, String> attributes) {
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+):(\"[^\"]*\"|\\S*)");

    private static final List<String> NAMES = List.of(
            "runInTransaction",
            "runOnChange",
            "runAlways",
            "splitStatements",
            "endDelimiter",
            "rollbackEndDelimiter",
            "stripComments",
            "context",
            "contextFilter",
            "labels",
            "dbms",
            "ignore",
            "onFail",
            "onError",
            "expectedResult");

    Changeset {
        attributes = Map.copyOf(attributes);
    }

    /** Attributes as formatted SQL has them behind the identity, in parentheses or without; names in any case. */
    static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String bare = text.strip();
        boolean enclosed = bare.startsWith("(") && bare.endsWith(")");
        Matcher attribute = ATTRIBUTE.matcher(enclosed ? bare.substring(1, bare.length() - 1) : bare);
        while (attribute.find()) {
            String name = attribute.group(1);
            attributes.put(
                    NAMES.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name),
                    unquoted(attribute.group(2)));
        }
        return attributes;
    }

    static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    String version() {
        return author + ":" + id;
    }

    Kind kind() {
        return is("runOnChange", "true") || is("runAlways", "true") ? Kind.REPEATABLE : Kind.VERSIONED;
    }

    boolean isForPostgres() {
        return !is("ignore", "true") && isForPostgres(attributes.get("dbms"));
    }

    /** Whether a list of databases has PostgreSQL in it, or leaves only others out. */
    static boolean isForPostgres(@Nullable String databases) {
        if (databases == null || databases.isBlank()) {
            return true;
        }
        var names = Arrays.stream(databases.toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .toList();
        if (names.contains("!postgresql") || names.contains("none")) {
            return false;
        }
        return names.contains("postgresql")
                || names.contains("all")
                || names.stream().allMatch(name -> name.startsWith("!"));
    }

    boolean isInTransaction() {
        return !is("runInTransaction", "false");
    }

    TransactionMode transactions() {
        if (isInTransaction()) {
            return TransactionMode.SCRIPT;
        }
        return is("splitStatements", "false") ? TransactionMode.SIMPLE_QUERY : TransactionMode.STATEMENT;
    }

    String reason() {
        if (isInTransaction()) {
            return "Liquibase wraps every changeset in a transaction unless it says runInTransaction=false";
        }
        return is("splitStatements", "false")
                ? "the changeset says runInTransaction=false and splitStatements=false; its statements are sent"
                        + " together, as one implicit transaction"
                : "the changeset says runInTransaction=false";
    }

    @Nullable String get(String attribute) {
        return attributes.get(attribute);
    }

    private boolean is(String attribute, String value) {
        return value.equalsIgnoreCase(attributes.get(attribute));
    }

    /**
     * The text with semicolons in place of another end of statements, of the same length.
     *
     * @param delimiter as the changeset gives it; none, or the semicolon, changes nothing
     */
    static String withSemicolons(String text, @Nullable String delimiter) {
        String end = delimiter == null ? ";" : delimiter.replaceAll("\\\\[nr]|\\s", "");
        if (end.isEmpty() || end.equals(";")) {
            return text;
        }
        // a word stands on a line of its own
        String before = Character.isLetterOrDigit(end.charAt(0)) ? "(?<=^[ \\t]{0,99})" : "(?:(?<=[\\s;)\\w$])|^)";
        Matcher found = Pattern.compile(
                        before + Pattern.quote(end) + "(?=[ \\t]*\\r?$)", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)
                .matcher(text);
        return found.replaceAll(";" + " ".repeat(end.length() - 1));
    }
}
