package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses rows of tables. */
final class DbmlRecordsParser {
    private final DbmlCursor cursor;
    private final DbmlValueParser values;
    private final DbmlBlockParser blocks;

    DbmlRecordsParser(DbmlCursor cursor, DbmlValueParser values, DbmlBlockParser blocks) {
        this.cursor = cursor;
        this.values = values;
        this.blocks = blocks;
    }

    /** Whether the word at the cursor begins a block of rows and not a column. */
    boolean startsHere() {
        DbmlToken next = cursor.peek(1);
        return next.is(Kind.LEFT_PARENTHESIS) || next.is(Kind.LEFT_BRACKET) || next.is(Kind.LEFT_BRACE);
    }

    /** Behind the keyword at the top of a file. */
    DbmlElement.Records ofFile(int start) {
        if (!cursor.peek().isName()) {
            throw cursor.expected("a table with its columns after Records", "such as Records users(id, name)");
        }
        DbmlPath table = values.path("the name of the table");
        if (!cursor.at(Kind.LEFT_PARENTHESIS)) {
            throw cursor.expected("the columns of '" + table.name().text() + "' in parentheses", null);
        }
        return block(table, start);
    }

    /** Behind the keyword in the block of a table. */
    DbmlElement.Records inTable(int start) {
        return block(null, start);
    }

    private DbmlElement.Records block(@Nullable DbmlPath table, int start) {
        List<DbmlName> columns = new ArrayList<>();
        if (cursor.accept(Kind.LEFT_PARENTHESIS)) {
            while (!cursor.at(Kind.RIGHT_PARENTHESIS)) {
                columns.add(cursor.expectName("a column"));
                if (!cursor.at(Kind.RIGHT_PARENTHESIS)) {
                    cursor.expect(Kind.COMMA, "',' or ')'");
                }
            }
            cursor.advance();
        }
        DbmlSettings settings = values.settings(SettingRules.RECORDS);
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' before the rows");
        List<DbmlElement.Row> rows = new ArrayList<>();
        blocks.body(open, () -> rows.add(row(!rows.isEmpty())));
        return new DbmlElement.Records(table, columns, settings, rows, cursor.from(start));
    }

    private DbmlElement.Row row(boolean isLater) {
        DbmlToken first = cursor.peek();
        if (isLater && (first.isOperator("-") || first.isOperator("+"))) {
            cursor.problem(
                    first.span(),
                    "a row that begins with " + first.value() + " goes on with the row before",
                    "put the number in quotes: '" + first.value() + "1'");
        }
        List<DbmlValue> row = new ArrayList<>();
        row.add(value(false));
        // only the first comma may stand on the next line, as @dbml/core has it
        while (cursor.at(Kind.COMMA) && (row.size() == 1 || !cursor.peek().startsLine())) {
            cursor.advance();
            row.add(value(true));
        }
        if (!cursor.at(Kind.RIGHT_BRACE) && !cursor.peek().startsLine() && !cursor.atEnd()) {
            throw cursor.expected("',' or the end of the row", null);
        }
        return new DbmlElement.Row(row, cursor.from(first.span().start()));
    }

    private DbmlValue value(boolean afterComma) {
        DbmlToken token = cursor.peek();
        if (token.is(Kind.COMMA) || token.is(Kind.RIGHT_BRACE) || afterComma && token.startsLine()) {
            return new DbmlValue.Absent(Span.at(token.span().start()));
        }
        DbmlValue value = values.valueOfLine();
        boolean isSimple = value instanceof DbmlValue.Text
                || value instanceof DbmlValue.Number
                || value instanceof DbmlValue.Expression
                || value instanceof DbmlValue.Dotted
                || value instanceof DbmlValue.Words words
                        && List.of("true", "false", "null").contains(words.text());
        if (!isSimple) {
            throw cursor.fault(
                    value.span(),
                    "expected a number, a text in quotes, true, false, null, an enum's value or an expression between"
                            + " backticks",
                    null);
        }
        return value;
    }
}
