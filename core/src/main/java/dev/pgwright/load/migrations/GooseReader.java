package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.SqlTokens;
import dev.pgwright.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * goose: one file holds both ways, divided by annotations. The number before the first underscore orders the files.
 *
 * <p>Source: goose 3, documentation pages "SQL file annotations" and "SQL migration files";
 * internal/sqlparser/parser.go. Annotations are taken in any case, as goose 3.19 and later do; those refuse blanks in
 * front of an annotation and ones that they do not know. A statement ends where a line does whose last word ends with a
 * semicolon, whatever quotes are open, but for blocks.
 */
final class GooseReader implements FrameworkReader {
    static final Pattern ANNOTATION = Pattern.compile("^[ \\t]*--[ \\t]*\\+goose\\b([^\\r\\n]*)", Pattern.MULTILINE);

    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");
    /** What a semicolon can stand in. */
    private static final Pattern QUOTES = Pattern.compile("\\$|'|\\batomic\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.*)\\.sql");

    @Override
    public List<Migration> read(Folder folder, Problems problems) {
        List<Migration> migrations = new ArrayList<>();
        for (Entry entry : folder.ofOneFolder(GooseReader::isWanted, problems)) {
            Optional<SourceFile> source = MigrationText.read(entry.path(), problems);
            if (source.isPresent()) {
                Migration migration = new File(source.get(), entry.name(), problems).migration();
                if (migration != null) {
                    migrations.add(migration);
                }
            }
        }
        migrations.sort((left, right) -> NaturalOrder.compareNumbers(left.version(), right.version()));
        Checks.duplicates(migrations, migration -> NaturalOrder.withoutZeros(migration.version()), problems);
        return migrations;
    }

    private static boolean isWanted(Entry entry) {
        Matcher name = NAME.matcher(entry.name());
        return name.matches() && !NaturalOrder.withoutZeros(name.group(1)).equals("0");
    }

    /** One file in the reading. */
    private static final class File {
        private final SourceFile source;
        private final String name;
        private final Problems problems;
        private final List<Span> blocks = new ArrayList<>();
        private int upStart = -1;
        private int upEnd = -1;
        private int downStart = -1;
        private int blockStart = -1;
        private boolean transaction = true;
        private boolean wrong;

        File(SourceFile source, String name, Problems problems) {
            this.source = source;
            this.name = name;
            this.problems = problems;
        }

        @Nullable Migration migration() {
            Matcher annotation = ANNOTATION.matcher(source.text());
            while (annotation.find()) {
                char first = source.text().charAt(annotation.start());
                if (first == ' ' || first == '\t') {
                    fault(annotation.start(), "blanks stand before the annotation; goose refuses the file");
                }
                take(annotation.group(1).strip().toLowerCase(Locale.ROOT), annotation.start(), annotation.end());
            }
            String text = source.text();
            if (upStart < 0 && !wrong) {
                fault(0, "there is no annotation \"-- +goose Up\"");
            }
            if (blockStart >= 0) {
                fault(blockStart, "\"-- +goose StatementBegin\" without its \"-- +goose StatementEnd\"");
            }
            if (upStart < 0) {
                return null;
            }
            Span up = new Span(upStart, upEnd < 0 ? text.length() : upEnd);
            Script down = downStart < 0 ? null : script(new Span(downStart, text.length()));
            Matcher parts = NAME.matcher(name);
            boolean named = parts.matches();
            return new Migration(
                    Framework.GOOSE,
                    named ? parts.group(1) : "",
                    named ? parts.group(2).replace('_', ' ') : name,
                    Kind.VERSIONED,
                    script(up),
                    down);
        }

        private void take(String annotation, int start, int end) {
            switch (annotation) {
                case "up" -> up(start, end);
                case "down" -> down(start, end);
                case "no transaction" -> transaction = false;
                case "statementbegin" -> blockStart = blockStart < 0 ? start : blockStart;
                case "statementend" -> endBlock(start, end);
                case "envsub on", "envsub off" -> {
                    // of the templates
                }
                default -> fault(start, "goose knows no annotation \"" + annotation + "\" and refuses the file");
            }
        }

        private void up(int start, int end) {
            if (upStart >= 0) {
                fault(start, "a second annotation \"-- +goose Up\"");
                return;
            }
            upStart = end;
            int first = firstToken(source.text().substring(0, start));
            if (first >= 0) {
                fault(first, "a statement stands before \"-- +goose Up\"");
            }
        }

        private void down(int start, int end) {
            if (upStart < 0 || downStart >= 0) {
                fault(start, "\"-- +goose Down\" must come once, behind \"-- +goose Up\"");
                return;
            }
            upEnd = start;
            downStart = end;
        }

        private void endBlock(int start, int end) {
            if (blockStart < 0) {
                fault(start, "\"-- +goose StatementEnd\" without its \"-- +goose StatementBegin\"");
            } else {
                blocks.add(new Span(blockStart, end));
                blockStart = -1;
            }
        }

        private Script script(Span section) {
            unfinished(section);
            Scripts scripts = new Scripts(problems);
            Script script = transaction
                    ? scripts.of(
                            source,
                            List.of(section),
                            TransactionMode.SCRIPT,
                            "goose wraps every file in a transaction unless it says \"-- +goose NO TRANSACTION\"")
                    : scripts.of(
                            source,
                            List.of(section),
                            TransactionMode.STATEMENT,
                            "the file says \"-- +goose NO TRANSACTION\"; goose then sends its statements one by one");
            cutShort(script);
            return script;
        }

        /** Statements that goose would end too early, since a line in them ends with a semicolon. */
        private void cutShort(Script script) {
            if (!QUOTES.matcher(source.text()).find()) {
                return;
            }
            for (Statement statement : Sql.parse(script.sql()).statements()) {
                Span span = statement.span();
                boolean inBlock = blocks.stream().anyMatch(block -> block.contains(span.start()));
                Matcher line = LINE.matcher(source.text()).region(span.start(), span.end());
                while (!inBlock && line.find()) {
                    if (line.end() < span.end() && endsStatement(line.group())) {
                        fault(
                                line.start(),
                                "goose ends the statement of line "
                                        + source.position(span.start()).line()
                                        + " with this line; put it between \"-- +goose StatementBegin\" and"
                                        + " \"-- +goose StatementEnd\"");
                        break;
                    }
                }
            }
        }

        private static boolean endsStatement(String line) {
            String last = "";
            for (String word : line.strip().split("\\s+")) {
                if (word.startsWith("--")) {
                    break;
                }
                last = word;
            }
            return last.endsWith(";");
        }

        private void unfinished(Span section) {
            List<SqlTokens.Token> tokens = SqlTokens.of(section.of(source.text()));
            if (tokens.isEmpty()) {
                return;
            }
            SqlTokens.Token last = tokens.get(tokens.size() - 1);
            int at = section.start() + last.start();
            if (!last.isSymbol(';') && blocks.stream().noneMatch(block -> block.contains(at))) {
                fault(at, "the last statement has no semicolon; goose refuses the file");
            }
        }

        private static int firstToken(String text) {
            List<SqlTokens.Token> tokens = SqlTokens.of(text);
            return tokens.isEmpty() ? -1 : tokens.get(0).start();
        }

        private void fault(int offset, String message) {
            wrong = true;
            problems.error(Problems.FORM, source.place(offset), message, null);
        }
    }
}
