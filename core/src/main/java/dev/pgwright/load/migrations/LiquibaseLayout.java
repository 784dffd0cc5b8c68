package dev.pgwright.load.migrations;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.MigrationLayout.LayoutFile;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Steps as changesets of Liquibase behind the last one that is run: in the changelog that holds it and in the format of that;
 * behind a file of plain SQL, which is one changeset by itself, in a new file of the folder that is included.
 *
 * <p>Source: Liquibase 5, documentation pages "SQL changelog format", "sql", "rollback".
 */
final class LiquibaseLayout {
    private static final String AUTHOR = "pgwright";

    private final List<Changes> changes = new ArrayList<>();

    /** A changeset to be. */
    private record Changes(String id, Step step) {
        String up() {
            return sql(step.up());
        }

        String down() {
            return sql(step.down());
        }

        private static String sql(List<String> statements) {
            return statements.stream().map(statement -> statement + ";").collect(Collectors.joining("\n"));
        }
    }

    private LiquibaseLayout(List<Step> steps, Set<String> taken) {
        Set<String> ids = new HashSet<>(taken);
        for (Step step : steps) {
            String slug = MigrationLayout.slug(step);
            String id = slug;
            for (int i = 2; !ids.add(AUTHOR + ":" + id); i++) {
                id = slug + "_" + i;
            }
            changes.add(new Changes(id, step));
        }
    }

    /** The one file that a first changelog is. */
    static LayoutFile begin(Path file, List<Step> steps) {
        return new LayoutFile(file, formattedFile(new LiquibaseLayout(steps, Set.of())), null);
    }

    /**
     * The file to which the steps are added, or that holds them.
     *
     * @param root the folder of the changelogs
     * @throws PgwrightException with {@code REFUSED} when there is no changeset that they could stand behind
     */
    static LayoutFile append(Path root, List<Step> steps) {
        LiquibaseReader reader = new LiquibaseReader();
        Problems problems = new Problems();
        reader.read(Folder.of(List.of(root), problems), problems);
        Path last = reader.last()
                .orElseThrow(() -> refused(root, "there is no changeset here that steps could stand behind", null));
        SourceFile file = MigrationText.read(last, problems)
                .orElseThrow(() -> refused(last, "the changelog cannot be read again", null));
        LiquibaseLayout layout = new LiquibaseLayout(steps, reader.versions(last));
        String name = String.valueOf(last.getFileName());
        if (name.endsWith(".xml")) {
            return new LayoutFile(last, layout.xml(file), file.text());
        }
        if (name.endsWith(".json")) {
            return new LayoutFile(last, layout.json(file), file.text());
        }
        if (!name.endsWith(".sql")) {
            return new LayoutFile(last, layout.yaml(file), file.text());
        }
        if (FormattedSql.isFormatted(file)) {
            return new LayoutFile(last, ended(file.text()) + layout.formatted(), file.text());
        }
        if (!reader.isTakenWithItsFolder(last)) {
            throw refused(
                    last,
                    "this file of plain SQL is one changeset by itself, and nothing includes others of its folder",
                    "Begin it with \"--liquibase formatted sql\", or take its folder with includeAll");
        }
        String base = name.substring(0, name.length() - ".sql".length());
        Path next = last.resolveSibling(base + "_" + layout.changes.get(0).id() + ".sql");
        return new LayoutFile(next, formattedFile(layout), null);
    }

    private static String formattedFile(LiquibaseLayout layout) {
        return "--liquibase formatted sql\n" + layout.formatted();
    }

    private String formatted() {
        StringBuilder text = new StringBuilder();
        for (Changes made : changes) {
            text.append("\n--changeset ").append(AUTHOR).append(':').append(made.id());
            text.append(made.step().transaction() ? "" : " runInTransaction:false");
            text.append(" splitStatements:false\n").append(made.up()).append('\n');
            if (!made.step().down().isEmpty()) {
                made.down()
                        .lines()
                        .forEach(line -> text.append("--rollback ").append(line).append('\n'));
            }
        }
        return text.toString();
    }

    private String xml(SourceFile file) {
        String text = file.text();
        int end = text.lastIndexOf("</");
        int line = text.lastIndexOf('\n', end) + 1;
        boolean alone = text.substring(line, end).isBlank();
        StringBuilder added = new StringBuilder(alone ? "" : "\n");
        for (Changes made : changes) {
            added.append("\n    <changeSet id=\"").append(made.id()).append("\" author=\"" + AUTHOR + "\"");
            added.append(made.step().transaction() ? "" : " runInTransaction=\"false\"");
            added.append(">\n        ").append(xmlSql(made.up()));
            if (!made.step().down().isEmpty()) {
                added.append("        <rollback>\n            ")
                        .append(xmlSql(made.down()))
                        .append("        </rollback>\n");
            }
            added.append("    </changeSet>\n");
        }
        return new StringBuilder(text).insert(alone ? line : end, added).toString();
    }

    private static String xmlSql(String sql) {
        return "<sql splitStatements=\"false\"><![CDATA[\n" + sql.replace("]]>", "]]]]><![CDATA[>") + "\n]]></sql>\n";
    }

    private String yaml(SourceFile file) {
        Node log = log(file);
        List<Node> entries = ChangelogYaml.elements(log);
        int column = entries.isEmpty()
                ? 2
                // the mark of a block's entry is behind the dash
                : Math.max(0, entries.get(0).getStartMark().map(Mark::getColumn).orElse(4) - 2);
        String indent = " ".repeat(column);
        StringBuilder added = new StringBuilder();
        for (Changes made : changes) {
            added.append(indent).append("- changeSet:\n");
            String inside = indent + "    ";
            added.append(inside).append("id: ").append(made.id()).append('\n');
            added.append(inside).append("author: " + AUTHOR + "\n");
            added.append(made.step().transaction() ? "" : inside + "runInTransaction: false\n");
            added.append(inside).append("changes:\n").append(yamlSql(inside, made.up()));
            if (!made.step().down().isEmpty()) {
                added.append(inside).append("rollback:\n").append(yamlSql(inside, made.down()));
            }
        }
        int end = end(file, log);
        return ended(file.text().substring(0, end).stripTrailing())
                + added
                + file.text().substring(end).stripLeading();
    }

    private static String yamlSql(String indent, String sql) {
        String inside = indent + "          ";
        return indent + "  - sql:\n" + indent + "      splitStatements: false\n" + indent + "      sql: |\n"
                + sql.lines()
                        .map(line -> line.isEmpty() ? "\n" : inside + line + "\n")
                        .collect(Collectors.joining());
    }

    private String json(SourceFile file) {
        Node log = log(file);
        List<Node> entries = ChangelogYaml.elements(log);
        int bracket = end(file, log) - 1;
        StringBuilder added = new StringBuilder();
        for (Changes made : changes) {
            added.append(added.isEmpty() && entries.isEmpty() ? "\n" : ",\n");
            added.append("    {\n      \"changeSet\": {\n        \"id\": ").append(quoted(made.id()));
            added.append(",\n        \"author\": \"" + AUTHOR + "\"");
            added.append(made.step().transaction() ? "" : ",\n        \"runInTransaction\": false");
            added.append(",\n        \"changes\": ").append(jsonSql(made.up()));
            if (!made.step().down().isEmpty()) {
                added.append(",\n        \"rollback\": ").append(jsonSql(made.down()));
            }
            added.append("\n      }\n    }");
        }
        String before = file.text().substring(0, bracket).stripTrailing();
        return before + added + "\n  " + file.text().substring(bracket);
    }

    private static String jsonSql(String sql) {
        return "[{\"sql\": {\"splitStatements\": false, \"sql\": " + quoted(sql) + "}}]";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                default -> quoted.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static Node log(SourceFile file) {
        Node log = ChangelogYaml.child(ChangelogYaml.compose(file).orElse(null), "databaseChangeLog");
        if (log == null) {
            throw refused(Path.of(file.name()), "there is no databaseChangeLog in it any more", null);
        }
        return log;
    }

    /** Where a node ends in the text. */
    private static int end(SourceFile file, Node node) {
        int points = node.getEndMark().map(Mark::getIndex).orElseThrow();
        String text = file.text();
        return text.offsetByCodePoints(0, Math.min(points, text.codePointCount(0, text.length())));
    }

    private static String ended(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private static PgwrightException refused(Path path, String message, @Nullable String hint) {
        return new PgwrightException(ErrorCode.REFUSED, Place.of(path.toString()), message, hint);
    }
}
