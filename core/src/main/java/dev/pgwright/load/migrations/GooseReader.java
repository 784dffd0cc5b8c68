package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Folder.Entry;
import dev.pgwright.load.migrations.Migration.Kind;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.SqlTokens;
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
 * internal/sqlparser/parser.go. Annotations are taken in any case, as goose 3.19 and later do.
 */
final class GooseReader implements FrameworkReader {
    static final Pattern ANNOTATION = Pattern.compile("^--[ \\t]*\\+goose[ \\t]+([^\\r\\n]*)", Pattern.MULTILINE);
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
                default -> {
                    // ENVSUB is of the templates; what goose does not know is a comment to it
                }
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
            return transaction
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
