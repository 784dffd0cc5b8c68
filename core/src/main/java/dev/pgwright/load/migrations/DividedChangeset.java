package dev.pgwright.load.migrations;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.migrations.MigrationLayout.Step;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.source.TextEdit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changesets in the place of one of Liquibase's formatted SQL, in its file: the first keeps its name, those behind it have a
 * number more. What else it says of itself all of them say; only whether they run in a transaction is their own.
 */
public final class DividedChangeset {
    private static final String MODE = "runInTransaction";

    private DividedChangeset() {}

    /** Whether a migration is a changeset of formatted SQL. */
    public static boolean isOne(Migration migration) {
        return migration.framework() == Framework.LIQUIBASE
                && FormattedSql.isFormatted(migration.up().source());
    }

    /**
     * The change of the file.
     *
     * @throws PgwrightException with {@code REFUSED} when it cannot be divided
     */
    public static TextEdit of(MigrationHistory history, Migration original, List<Step> steps) {
        SourceFile file = original.up().source();
        Span body = original.up().pieces().get(0).source();
        int start = file.text().lastIndexOf('\n', body.start() - 1) + 1;
        FormattedSql.Head head = FormattedSql.head(file.text().substring(start, body.start()))
                .orElseThrow(() -> refused(file, start, "its name is not understood"));
        if (original.kind() != Migration.Kind.VERSIONED) {
            throw refused(file, start, "the changeset is run again and again");
        }
        if (head.attributes().containsKey("endDelimiter") || head.attributes().containsKey("rollbackEndDelimiter")) {
            throw refused(file, start, "its statements end with what is no semicolon");
        }
        Set<String> taken =
                history.migrations().stream().map(Migration::version).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder();
        int number = 1;
        for (Step step : steps) {
            String id = head.id();
            while (number > 1 && taken.contains(head.author() + ":" + id + "-" + number)) {
                number++;
            }
            id = number == 1 ? id : id + "-" + number;
            number++;
            text.append(text.isEmpty() ? "" : "\n");
            text.append("--changeset ")
                    .append(quoted(head.author()))
                    .append(':')
                    .append(quoted(id));
            text.append(attributes(head.attributes(), step.transaction())).append('\n');
            step.up()
                    .forEach(statement -> text.append(
                                    FormattedSql.withoutRollback(statement).strip())
                            .append(";\n"));
            text.append(rollback(step.down(), original.down()));
        }
        boolean last = body.end() == file.text().length();
        return new TextEdit(new Span(start, body.end()), text + (last ? "" : "\n"));
    }

    private static String attributes(Map<String, String> all, boolean transaction) {
        StringBuilder text = new StringBuilder();
        all.forEach((name, value) -> text.append(name.equals(MODE) ? "" : " " + name + ":" + quoted(value)));
        return text.append(transaction ? "" : " " + MODE + ":false").toString();
    }

    /** Where a way back is known, each has one, be it of nothing: Liquibase does not make up those of SQL. */
    private static String rollback(List<String> down, @Nullable Script original) {
        if (original == null) {
            return "";
        } else if (down.isEmpty()) {
            return "--rollback empty\n";
        }
        return down.stream()
                .flatMap(statement -> (statement + ";").lines())
                .map(line -> "--rollback " + line + "\n")
                .collect(Collectors.joining());
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(Character::isWhitespace) ? '"' + text + '"' : text;
    }

    private static PgwrightException refused(SourceFile file, int at, String message) {
        return new PgwrightException(ErrorCode.REFUSED, file.place(at), message, null);
    }
}
