package dev.pgwright.load.migrations;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Liquibase's formatted SQL: changesets divided by comments, their way back in comments too.
 *
 * <p>Source: Liquibase 5, documentation page "SQL changelog format"; liquibase-core 4.33,
 * {@code AbstractFormattedChangeLogParser}.
 */
final class FormattedSql {
    private static final Pattern HEADER =
            Pattern.compile("\\A\\s*--\\s*liquibase\\s*formatted[^\\r\\n]*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGESET =
            Pattern.compile("^[ \\t]*--[ \\t]*changeset\\b([^\\r\\n]*)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern IDENTITY =
            Pattern.compile("\\s+(\"[^\"]+\"|[^:]+):\\s*(\"[^\"]+\"|\\S+)(.*)", Pattern.DOTALL);
    private static final Pattern ROLLBACK = Pattern.compile(
            "^[ \\t]*--[ \\t]*rollback (?<line>[^\\r\\n]*)|/\\*[ \\t]*liquibase[ \\t]+rollback[ \\t]*\\R(?<block>.*?)\\*/",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PRECONDITION = Pattern.compile(
            "^[ \\t]*--[ \\t]*precondition(?:s|-([\\w-]+))\\b([^\\r\\n]*)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern OTHER_CHANGESET = Pattern.compile("\\s*changesetId:", Pattern.CASE_INSENSITIVE);
    private static final Pattern NOTHING = Pattern.compile("(?i)\\s*(?:empty|not required)\\s*;?\\s*");

    private final SourceFile source;
    private final Problems problems;
    private final List<LiquibaseMigration> migrations = new ArrayList<>();

    private FormattedSql(SourceFile source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** How a changeset is named, and what it says of itself. */
    record Head(String author, String id, Map<String, String> attributes) {}

    /** Of the line of a changeset. */
    static Optional<Head> head(String line) {
        Matcher changeset = CHANGESET.matcher(line);
        Matcher identity = IDENTITY.matcher(changeset.find() ? changeset.group(1) : "");
        return identity.matches()
                ? Optional.of(new Head(
                        Changeset.unquoted(identity.group(1).strip()),
                        Changeset.unquoted(identity.group(2)),
                        Changeset.attributes(identity.group(3))))
                : Optional.empty();
    }

    /** Without the comments that say the way back. */
    static String withoutRollback(String sql) {
        return ROLLBACK.matcher(sql).replaceAll("").replaceAll("\\R{2,}", "\n");
    }

    static boolean isFormatted(SourceFile source) {
        return HEADER.matcher(source.text()).find();
    }

    /** The changesets of a file; a file without the header is one changeset by itself. */
    static List<LiquibaseMigration> read(SourceFile source, Problems problems) {
        FormattedSql reader = new FormattedSql(source, problems);
        if (isFormatted(source)) {
            reader.read();
        } else {
            Changeset raw = new Changeset(source.name(), "includeAll", "raw", Map.of());
            Script script = new Scripts(problems).whole(source, raw.transactions(), raw.reason());
            reader.migrations.add(new LiquibaseMigration(raw, raw.id(), script, null, Optional.empty()));
        }
        return reader.migrations;
    }

    private void read() {
        String text = source.text();
        Matcher marker = CHANGESET.matcher(text);
        boolean more = marker.find();
        beforeTheFirst(more ? marker.start() : text.length());
        if (!more) {
            problems.error(Problems.FORM, source.place(0), "there is no \"--changeset author:id\"", null);
        }
        while (more) {
            int at = marker.start();
            int start = marker.end();
            String rest = marker.group(1);
            more = marker.find();
            changeset(rest, at, new Span(start, more ? marker.start() : text.length()));
        }
    }

    private void beforeTheFirst(int end) {
        List<SqlTokens.Token> tokens = SqlTokens.of(source.text().substring(0, end));
        if (!tokens.isEmpty()) {
            problems.warning(
                    Problems.FORM,
                    source.place(tokens.get(0).start()),
                    "this stands before the first \"--changeset\", and Liquibase does not run it",
                    null);
        }
    }

    private void changeset(String rest, int at, Span body) {
        Optional<Head> head = head("--changeset" + rest);
        if (head.isEmpty()) {
            problems.error(
                    Problems.FORM, source.place(at), "a changeset is named by its author, a colon and its id", null);
            return;
        }
        Changeset changeset = new Changeset(
                source.name(), head.get().author(), head.get().id(), head.get().attributes());
        if (changeset.isForPostgres()) {
            migrations.add(new LiquibaseMigration(
                    changeset,
                    changeset.id(),
                    script(changeset, List.of(body), changeset.get("endDelimiter")),
                    rollback(changeset, body).orElse(null),
                    preConditions(body)));
        }
    }

    private Optional<ChangeNode> preConditions(Span body) {
        Map<String, String> attributes = new LinkedHashMap<>();
        List<ChangeNode> conditions = new ArrayList<>();
        Matcher line = PRECONDITION.matcher(source.text()).region(body.start(), body.end());
        while (line.find()) {
            String kind = line.group(1) == null ? "" : line.group(1).toLowerCase(Locale.ROOT);
            Map<String, String> said = Changeset.attributes(line.group(2));
            if (kind.isEmpty()) {
                attributes.putAll(said);
            } else {
                conditions.add(new ChangeNode(
                        switch (kind) {
                            case "table-exists" -> "tableExists";
                            case "view-exists" -> "viewExists";
                            case "sql-check" -> "sqlCheck";
                            default -> "precondition-" + kind;
                        },
                        named(said),
                        List.of(),
                        new Span(line.start(), line.end()),
                        null));
            }
        }
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChangeNode(
                        "preConditions",
                        attributes,
                        conditions,
                        conditions.get(0).span(),
                        null));
    }

    /** As the other formats call it. */
    private static Map<String, String> named(Map<String, String> said) {
        Map<String, String> named = new LinkedHashMap<>(said);
        for (String name : List.of("table", "view", "schema")) {
            String value = named.remove(name);
            if (value != null) {
                named.put(name + "Name", value);
            }
        }
        return named;
    }

    private Optional<Script> rollback(Changeset changeset, Span body) {
        List<Span> sections = new ArrayList<>();
        Matcher rollback = ROLLBACK.matcher(source.text()).region(body.start(), body.end());
        boolean any = false;
        while (rollback.find()) {
            String group = rollback.group("line") == null ? "block" : "line";
            String text = rollback.group(group);
            boolean other = OTHER_CHANGESET.matcher(text).lookingAt();
            any |= !other;
            if (!other && !NOTHING.matcher(text).matches()) {
                sections.add(new Span(rollback.start(group), rollback.end(group)));
            }
        }
        return any ? Optional.of(script(changeset, sections, changeset.get("rollbackEndDelimiter"))) : Optional.empty();
    }

    private Script script(Changeset changeset, List<Span> sections, @Nullable String delimiter) {
        String masked = Changeset.withSemicolons(Scripts.mask(source.text(), sections), delimiter);
        return new Scripts(problems).of(source, masked, sections, changeset.transactions(), changeset.reason());
    }
}
