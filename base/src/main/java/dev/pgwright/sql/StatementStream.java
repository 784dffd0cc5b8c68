package dev.pgwright.sql;

import dev.pgwright.sql.StatementLexer.Chunk;
import java.util.function.Consumer;

/**
 * Divides SQL that comes piece by piece into statements, by the same rules as {@link Sql#parse}. No more is held than the
 * statement that is being read and about as much again.
 */
public final class StatementStream {
    /** UTF-16 units that are gathered before statements are looked for. */
    private static final int WINDOW = 1 << 20;

    private final Consumer<String> statements;
    private final StringBuilder waiting = new StringBuilder();
    private int enough = WINDOW;

    /**
     * @param statements takes each statement with its semicolon, with the blanks, comments and commands of psql in front
     *     of it and with the rows behind it; all of them together, in order, are the text as it came
     */
    public StatementStream(Consumer<String> statements) {
        this.statements = statements;
    }

    /** How much is held of a statement whose end has not come yet, in UTF-16 units. */
    public int waiting() {
        return waiting.length();
    }

    /** Takes out what is held of a statement whose end has not come yet. */
    public String takeRest() {
        String rest = waiting.toString();
        waiting.setLength(0);
        return rest;
    }

    /** Takes the next piece. */
    public void append(CharSequence sql) {
        waiting.append(sql);
        if (waiting.length() >= enough) {
            divide();
            // twice as much: a long statement is looked through a few times only
            enough = Math.max(WINDOW, 2 * waiting.length());
        }
    }

    /** Nothing more comes: what is left goes out, whether or not it is a statement. */
    public void finish() {
        divide();
        if (!waiting.isEmpty()) {
            statements.accept(waiting.toString());
            waiting.setLength(0);
        }
    }

    /** Gives out the statements whose ends have come. */
    public void divide() {
        String text = waiting.toString();
        StatementLexer lexer = new StatementLexer(text);
        int done = 0;
        int behindLast = 0;
        for (Chunk chunk = lexer.next(); chunk != null && isClosed(lexer); chunk = lexer.next()) {
            done = giveOut(text, done, withRows(lexer, behindLast));
            behindLast = chunk.terminated() ? chunk.span().end() : done;
        }
        int withRows = withRows(lexer, behindLast);
        boolean rowsMayCome = withRows == behindLast && copies(text.substring(done, behindLast));
        if (isClosed(lexer) && !rowsMayCome) {
            done = giveOut(text, done, withRows);
        }
        waiting.delete(0, done);
    }

    private int giveOut(String text, int from, int to) {
        if (to <= from) {
            return from;
        }
        statements.accept(text.substring(from, to));
        return to;
    }

    /** False while the end of the rows behind a COPY has not come. */
    private static boolean isClosed(StatementLexer lexer) {
        return lexer.openCopies().isEmpty();
    }

    /** The end of a statement, behind its rows if it is a COPY: by themselves they would be taken for SQL. */
    private static int withRows(StatementLexer lexer, int behind) {
        return lexer.skipped().stream()
                .filter(skip ->
                        skip.kind() == Skipped.Kind.COPY_DATA && skip.span().start() >= behind)
                .mapToInt(skip -> skip.span().end())
                .max()
                .orElse(behind);
    }

    /** Whether rows may follow that have not come yet. */
    private static boolean copies(String statement) {
        StatementLexer lexer = new StatementLexer(statement + "\n?");
        while (lexer.next() != null) {
            // to the end
        }
        return !lexer.openCopies().isEmpty();
    }
}
