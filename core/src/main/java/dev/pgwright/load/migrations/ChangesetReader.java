package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.ChangeNode.Text;
import dev.pgwright.load.migrations.ChangelogFiles.Changelog;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one changeset of a changelog in XML, YAML or JSON into SQL. */
final class ChangesetReader {
    /** What stands in a changeset besides changes. */
    private static final Set<String> NO_CHANGES =
            Set.of("comment", "preConditions", "rollback", "validCheckSum", "modifySql");

    private final Changelog changelog;
    private final ChangelogFiles files;
    private final Changeset changeset;
    private final ChangeNode node;
    private final Problems problems;
    private final List<Script> parts = new ArrayList<>();

    private ChangesetReader(Changelog changelog, ChangelogFiles files, ChangeNode node, Problems problems) {
        this.changelog = changelog;
        this.files = files;
        this.node = node;
        this.problems = problems;
        this.changeset =
                new Changeset(changelog.source().name(), node.get("author", ""), node.get("id", ""), attributes(node));
    }

    /**
     * The changeset; nothing when it is not for PostgreSQL, several when SQL of other files is part of it.
     *
     * @param properties values of placeholders that the changelog itself defines
     */
    static List<LiquibaseMigration> read(
            Changelog changelog,
            ChangelogFiles files,
            ChangeNode node,
            Map<String, String> properties,
            Problems problems) {
        ChangesetReader reader = new ChangesetReader(changelog, files, node.with(properties), problems);
        return reader.changeset.isForPostgres() ? reader.read() : List.of();
    }

    private static Map<String, String> attributes(ChangeNode node) {
        Map<String, String> attributes = new LinkedHashMap<>(node.attributes());
        boolean together = node.children().stream().anyMatch(change -> change.isNot("splitStatements"));
        if (together) {
            attributes.put("splitStatements", "false");
        }
        return attributes;
    }

    private List<LiquibaseMigration> read() {
        List<ChangeNode> changes = node.children().stream()
                .filter(change -> !NO_CHANGES.contains(change.name()))
                .filter(change -> Changeset.isForPostgres(change.get("dbms")))
                .toList();
        scripts(changes);
        List<Script> ups = edited(parts, false);
        Script down = rollback(changes)
                .map(back -> edited(List.of(back), true).get(0))
                .orElse(null);
        List<LiquibaseMigration> migrations = new ArrayList<>();
        for (int i = 0; i < ups.size(); i++) {
            boolean last = i == ups.size() - 1;
            migrations.add(new LiquibaseMigration(
                    changeset, description(), ups.get(i), last ? down : null, node.child("preConditions")));
        }
        return migrations;
    }

    private List<Script> edited(List<Script> scripts, boolean rollback) {
        ChangeEdits edits = new ChangeEdits(
                node,
                rollback,
                (edit, message) -> problems.warning(
                        Problems.CHANGE,
                        changelog.source().place(edit.span().start()),
                        message,
                        "Let Liquibase print its SQL (update-sql) and review that"));
        return scripts.stream()
                .map(script -> edits.apply(script, new Scripts(problems)))
                .toList();
    }

    private String description() {
        String comment = node.child("comment")
                .map(ChangeNode::text)
                .map(text -> String.join(
                        "", text.lines().stream().map(Text.Line::text).toList()))
                .orElse(node.get("comment", changeset.id()));
        return comment.strip().replaceAll("\\s+", " ");
    }

    private void scripts(List<ChangeNode> changes) {
        parts.clear();
        GeneratedSql made = new GeneratedSql();
        for (ChangeNode change : changes) {
            if (change.name().equals("sqlFile")) {
                if (!made.isEmpty()) {
                    parts.add(finished(made));
                    made = new GeneratedSql();
                }
                sqlFile(change).ifPresent(parts::add);
            } else {
                add(change, made);
            }
        }
        if (!made.isEmpty()) {
            parts.add(finished(made));
        }
    }

    private Script finished(GeneratedSql made) {
        return made.script(changelog.source(), changeset.transactions(), changeset.reason(), problems);
    }

    private Optional<Script> sqlFile(ChangeNode change) {
        String path = change.get("path", "");
        Optional<SourceFile> file = ChangelogFiles.resolve(changelog.path(), path, change.is("relativeToChangelogFile"))
                .flatMap(files::get)
                .map(Changelog::source);
        if (file.isEmpty()) {
            problems.error(
                    Problems.UNREADABLE,
                    changelog.source().place(change.span().start()),
                    "the file " + path + " is not found",
                    null);
        }
        return file.map(source -> new Scripts(problems)
                .of(
                        source,
                        Changeset.withSemicolons(source.text(), change.get("endDelimiter")),
                        List.of(new Span(0, source.text().length())),
                        changeset.transactions(),
                        changeset.reason()));
    }

    private void add(ChangeNode change, GeneratedSql made) {
        Span from = change.span();
        Text text = text(change);
        switch (change.name()) {
            case "sql" -> addText(text, change, made);
            case "createView" -> {
                boolean whole = change.is("fullDefinition");
                if (!whole) {
                    made.part(
                            "CREATE " + (change.is("replaceIfExists") ? "OR REPLACE " : "") + "VIEW "
                                    + ChangeColumns.qualified(change.get("schemaName"), change.get("viewName"))
                                    + " AS ",
                            from);
                }
                addText(text, change, made);
            }
            case "createProcedure", "createFunction", "createTrigger" -> {
                if (text == null) {
                    unread(change);
                } else {
                    addText(text, change, made);
                }
            }
            default ->
                ChangeSql.of(change)
                        .ifPresentOrElse(
                                statements -> statements.forEach(statement -> made.statement(statement, from)),
                                () -> unread(change));
        }
    }

    private static void addText(@Nullable Text text, ChangeNode change, GeneratedSql made) {
        if (text != null) {
            made.text(text, change.get("endDelimiter"));
        }
        made.end();
    }

    private static @Nullable Text text(ChangeNode change) {
        return change.text() != null
                ? change.text()
                : change.child("sql").map(ChangeNode::text).orElse(null);
    }

    private void unread(ChangeNode change) {
        problems.warning(
                Problems.CHANGE,
                changelog.source().place(change.span().start()),
                "the change " + change.name() + " is not read: what it does to the schema is not known here",
                "Let Liquibase print its SQL (update-sql) and review that");
    }

    /** What the changeset itself says, else what Liquibase makes up by itself. */
    private Optional<Script> rollback(List<ChangeNode> changes) {
        List<ChangeNode> written = node.children("rollback");
        GeneratedSql made = new GeneratedSql();
        if (written.isEmpty()) {
            return inverse(changes, made);
        }
        List<ChangeNode> back = new ArrayList<>();
        for (ChangeNode rollback : written) {
            if (rollback.text() != null) {
                made.text(rollback.text(), null);
                made.end();
            }
            back.addAll(rollback.children());
        }
        if (back.stream().anyMatch(change -> change.name().equals("sqlFile")) && made.isEmpty()) {
            scripts(back);
            return parts.stream().findFirst();
        }
        back.forEach(change -> add(change, made));
        boolean elsewhere = written.stream().anyMatch(rollback -> rollback.get("changeSetId") != null);
        return elsewhere && made.isEmpty() ? Optional.empty() : Optional.of(finished(made));
    }

    private Optional<Script> inverse(List<ChangeNode> changes, GeneratedSql made) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            Optional<String> statement = ChangeInverse.of(changes.get(i));
            if (statement.isEmpty()) {
                return Optional.empty();
            }
            if (!statement.get().isEmpty()) {
                made.statement(statement.get(), changes.get(i).span());
            }
        }
        return made.isEmpty() ? Optional.empty() : Optional.of(finished(made));
    }
}
