package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlCursor.Fault;
import dev.pgwright.dbml.DbmlToken.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses what blocks have in common: their bodies, line by line, and their notes. */
final class DbmlBlockParser {
    private static final List<String> WITH_NAME = List.of("table", "enum", "tablegroup", "tablepartial", "note");

    private final DbmlCursor cursor;
    private final DbmlValueParser values;

    DbmlBlockParser(DbmlCursor cursor, DbmlValueParser values) {
        this.cursor = cursor;
        this.values = values;
    }

    /** Runs {@code line} for each line up to the closing brace; after a problem goes on with the next line. */
    void body(DbmlToken open, Runnable line) {
        while (!cursor.accept(Kind.RIGHT_BRACE)) {
            if (cursor.atEnd() || cursor.peek().startsLine() && startsOtherBlock()) {
                cursor.problem(
                        open.span(),
                        "this block is not closed before "
                                + (cursor.atEnd()
                                        ? "the end of the file"
                                        : "line "
                                                + cursor.line(
                                                        cursor.peek().span().start())),
                        "close it with }");
                return;
            }
            try {
                line.run();
                if (!cursor.at(Kind.RIGHT_BRACE) && !cursor.peek().startsLine() && !cursor.atEnd()) {
                    throw cursor.expected("the end of the line", null);
                }
            } catch (Fault fault) {
                cursor.skipLine();
            }
        }
    }

    /** Whether a block that cannot stand inside another one begins here: its keyword, a name, and a brace. */
    boolean startsOtherBlock() {
        if (!cursor.at(Kind.WORD) || WITH_NAME.stream().noneMatch(cursor.peek()::isWord)) {
            return false;
        }
        int ahead = 1;
        while (cursor.peek(ahead).isName() || cursor.peek(ahead).isOperator(".")) {
            ahead++;
        }
        return ahead > 1 && cursor.peek(ahead).is(Kind.LEFT_BRACE);
    }

    /** Whether {@code Note:} or {@code Note {} begins here. */
    boolean atNote() {
        return cursor.peek().isWord("note")
                && (cursor.peek(1).is(Kind.COLON) || cursor.peek(1).is(Kind.LEFT_BRACE));
    }

    /** The note at the cursor; {@code again} names its owner when that has a note already. */
    DbmlValue.Text note(@Nullable String again) {
        DbmlToken keyword = cursor.advance();
        if (again != null) {
            cursor.problem(keyword.span(), "a second note for " + again, "keep one of them");
        }
        return noteBody();
    }

    /** {@code : 'text'} or {@code { 'text' }}. */
    DbmlValue.Text noteBody() {
        if (cursor.accept(Kind.COLON)) {
            return values.text("the text of the note");
        }
        cursor.expect(Kind.LEFT_BRACE, "':' or '{' after the note");
        DbmlValue.Text text = values.text("the text of the note");
        cursor.expect(Kind.RIGHT_BRACE, "'}' after the text of the note");
        return text;
    }
}
