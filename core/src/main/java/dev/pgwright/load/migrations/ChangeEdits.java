package dev.pgwright.load.migrations;

import dev.pgwright.load.migrations.Script.Piece;
import dev.pgwright.source.Span;
import dev.pgwright.sql.StatementStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What modifySql of a changeset does to each statement of its changes, before it is run.
 *
 * <p>Source: Liquibase 5, documentation page "modifySql"; liquibase-core, {@code liquibase.sql.visitor}.
 */
final class ChangeEdits {
    private final List<ChangeNode> edits = new ArrayList<>();
    private final ChangelogFault faults;

    /** Takes note of an edit that cannot be done. */
    interface ChangelogFault {
        void at(ChangeNode edit, String message);
    }

    /**
     * The edits of a changeset for PostgreSQL.
     *
     * @param rollback whether those of its way back are meant
     */
    ChangeEdits(ChangeNode changeset, boolean rollback, ChangelogFault faults) {
        this.faults = faults;
        for (ChangeNode modify : changeset.children("modifySql")) {
            if (Changeset.isForPostgres(modify.get("dbms")) && (!rollback || modify.is("applyToRollback"))) {
                edits.addAll(modify.children());
            }
        }
    }

    /** The script with its statements edited; those that stay as they are keep their places to the letter. */
    Script apply(Script script, Scripts scripts) {
        if (edits.isEmpty()) {
            return script;
        }
        StringBuilder sql = new StringBuilder();
        List<Piece> pieces = new ArrayList<>();
        int[] at = {0};
        StatementStream statements = new StatementStream(part -> {
            part(script, new Span(at[0], at[0] + part.length()), sql, pieces);
            at[0] += part.length();
        });
        statements.append(script.sql().text());
        statements.finish();
        return scripts.made(script.source(), sql.toString(), pieces, script.transactions(), script.transactionReason());
    }

    private void part(Script script, Span part, StringBuilder sql, List<Piece> pieces) {
        String text = part.of(script.sql().text());
        String bare = text.stripTrailing();
        boolean ended = bare.endsWith(";");
        String whole = ended ? bare.substring(0, bare.length() - 1).stripTrailing() : bare;
        String statement = whole.stripLeading();
        String edited = statement.isEmpty() ? statement : edited(statement);
        if (edited.equals(statement)) {
            keep(script, part, sql, pieces);
            return;
        }
        int start = part.start() + whole.length() - statement.length();
        Span from = script.inSource(new Span(start, start + statement.length()));
        pieces.add(new Piece(new Span(sql.length(), sql.length() + edited.length()), from));
        sql.append(edited).append("\n;\n");
    }

    private static void keep(Script script, Span part, StringBuilder sql, List<Piece> pieces) {
        int shift = sql.length() - part.start();
        for (Piece piece : script.pieces()) {
            int start = Math.max(part.start(), piece.sql().start());
            int end = Math.min(part.end(), piece.sql().end());
            if (start < end) {
                int skipped = start - piece.sql().start();
                Span source = piece.isVerbatim()
                        ? new Span(
                                piece.source().start() + skipped, piece.source().start() + skipped + end - start)
                        : piece.source();
                pieces.add(new Piece(new Span(start + shift, end + shift), source));
            }
        }
        sql.append(part.of(script.sql().text()));
    }

    private String edited(String statement) {
        String edited = statement;
        for (ChangeNode edit : edits) {
            String value = edit.get("value", "");
            edited = switch (edit.name()) {
                case "append" -> edited + value;
                case "appendSqlIfNotPresent" -> edited.endsWith(value) ? edited : edited + value;
                case "prepend" -> value + edited;
                case "replace" -> {
                    String what = edit.get("replace", "");
                    yield what.isEmpty() ? edited : edited.replace(what, edit.get("with", ""));
                }
                case "regExpReplace" -> replaced(edited, edit);
                default -> {
                    faults.at(edit, edit.name() + " in modifySql is not read: the SQL is taken without it");
                    yield edited;
                }
            };
        }
        return edited;
    }

    private String replaced(String statement, ChangeNode edit) {
        try {
            Matcher found = Pattern.compile(edit.get("replace", "")).matcher(statement);
            return found.replaceAll(edit.get("with", ""));
        } catch (PatternSyntaxException e) {
            faults.at(edit, "it is no regular expression: " + e.getDescription());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            faults.at(edit, "what regExpReplace puts in names a group that is not there");
        }
        return statement;
    }
}
