package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlCursor.Fault;
import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.DidYouMean;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Parses tables, and the bodies and notes of all blocks. */
final class DbmlTableParser {
    private static final List<String> WITH_NAME = List.of("table", "enum", "tablegroup", "tablepartial", "note");

    private final DbmlCursor cursor;
    private final DbmlValueParser values;

    DbmlTableParser(DbmlCursor cursor, DbmlValueParser values) {
        this.cursor = cursor;
        this.values = values;
    }

    DbmlElement table(int start) {
        DbmlPath name = values.path("the name of the table");
        DbmlName alias = null;
        if (cursor.peek().isWord("as")) {
            cursor.advance();
            alias = cursor.expectName("an alias after 'as'");
        }
        DbmlSettings settings = values.settings(SettingRules.TABLE);
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name of the table");
        List<DbmlTableItem> items = items(open);
        return new DbmlElement.Table(name, alias, settings, items, cursor.from(start));
    }

    DbmlElement partial(int start) {
        DbmlName name = cursor.expectName("the name of the table partial");
        DbmlSettings settings = values.settings(SettingRules.TABLE_PARTIAL);
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after the name of the table partial");
        List<DbmlTableItem> items = items(open);
        return new DbmlElement.TablePartial(name, settings, items, cursor.from(start));
    }

    /** A block that is only kept: everything up to its closing brace, or one line after a colon. */
    DbmlElement verbatim(DbmlToken kind, int start) {
        skipVerbatim(kind);
        Span span = cursor.from(start);
        return new DbmlElement.Verbatim(
                kind.value().toLowerCase(Locale.ROOT), cursor.textBetween(span.start(), span.end()), span);
    }

    private void skipVerbatim(DbmlToken kind) {
        while (!cursor.at(Kind.LEFT_BRACE) && !cursor.at(Kind.COLON) && !cursor.atEnd()) {
            cursor.advance();
        }
        if (cursor.accept(Kind.COLON)) {
            while (!cursor.atEnd() && !cursor.peek().startsLine()) {
                cursor.advance();
            }
            return;
        }
        DbmlToken open = cursor.expect(Kind.LEFT_BRACE, "'{' after " + kind.shown());
        int depth = 1;
        while (depth > 0) {
            if (cursor.atEnd()) {
                throw cursor.fault(open.span(), "this block is never closed", "close it with }");
            }
            DbmlToken token = cursor.advance();
            depth += token.is(Kind.LEFT_BRACE) ? 1 : token.is(Kind.RIGHT_BRACE) ? -1 : 0;
        }
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

    private List<DbmlTableItem> items(DbmlToken open) {
        List<DbmlTableItem> items = new ArrayList<>();
        body(open, () -> items.add(item(items)));
        return items;
    }

    private DbmlTableItem item(List<DbmlTableItem> before) {
        DbmlToken first = cursor.peek();
        int start = first.span().start();
        if (atNote()) {
            boolean again = before.stream().anyMatch(DbmlTableItem.Note.class::isInstance);
            DbmlValue.Text text = note(again ? "the table" : null);
            return new DbmlTableItem.Note(text, cursor.from(start));
        }
        if (first.isOperator("~")) {
            cursor.advance();
            DbmlName partial = cursor.expectName("the name of a table partial after '~'");
            return new DbmlTableItem.Injection(partial, cursor.from(start));
        }
        if (first.is(Kind.WORD) && cursor.peek(1).is(Kind.LEFT_BRACE)) {
            return block(first, start);
        }
        if (first.isWord("records") && cursor.peek(1).is(Kind.LEFT_PARENTHESIS)) {
            return verbatimItem(first, start);
        }
        return column(start);
    }

    private DbmlTableItem block(DbmlToken first, int start) {
        switch (first.value().toLowerCase(Locale.ROOT)) {
            case "indexes" -> {
                cursor.advance();
                List<DbmlTableItem.Index> entries = new ArrayList<>();
                body(cursor.advance(), () -> entries.add(index()));
                return new DbmlTableItem.Indexes(entries, cursor.from(start));
            }
            case "checks" -> {
                cursor.advance();
                List<DbmlTableItem.Check> entries = new ArrayList<>();
                body(cursor.advance(), () -> entries.add(check()));
                return new DbmlTableItem.Checks(entries, cursor.from(start));
            }
            case "records" -> {
                return verbatimItem(first, start);
            }
            default ->
                throw cursor.fault(
                        first.span(),
                        "unknown block '" + first.value() + "' in a table",
                        DidYouMean.hint(first.value(), List.of("indexes", "checks", "Note", "records"))
                                .orElse(null));
        }
    }

    private DbmlTableItem verbatimItem(DbmlToken kind, int start) {
        skipVerbatim(kind);
        Span span = cursor.from(start);
        return new DbmlTableItem.Verbatim(cursor.textBetween(span.start(), span.end()), span);
    }

    private DbmlTableItem column(int start) {
        DbmlName name = cursor.expectName("a column");
        if (cursor.peek().startsLine() || !cursor.peek().isName()) {
            throw cursor.fault(name.span(), "the column '" + name.text() + "' needs a type", null);
        }
        DbmlType type = type();
        List<DbmlSetting> words = new ArrayList<>();
        while (cursor.at(Kind.WORD) && !cursor.peek().startsLine()) {
            DbmlToken word = cursor.advance();
            if (!word.isWord("pk") && !word.isWord("unique")) {
                throw cursor.fault(
                        word.span(),
                        "unexpected " + word.shown() + " after the type of '" + name.text() + "'",
                        "types of several words stand in double quotes, settings in brackets: [not null]");
            }
            words.add(new DbmlSetting(word.value().toLowerCase(Locale.ROOT), word.span(), null));
        }
        DbmlSettings settings = cursor.peek().startsLine() ? DbmlSettings.NONE : values.settings(SettingRules.COLUMN);
        if (!words.isEmpty()) {
            settings = new DbmlSettings(
                    Stream.concat(words.stream(), settings.list().stream()).toList());
            values.check(words, SettingRules.COLUMN);
        }
        return new DbmlTableItem.Column(name, type, settings, cursor.from(start));
    }

    private DbmlType type() {
        int start = cursor.peek().span().start();
        DbmlPath path = values.path("a type");
        StringBuilder suffix = new StringBuilder();
        while (!cursor.peek().startsLine()) {
            if (cursor.at(Kind.LEFT_PARENTHESIS)) {
                suffix.append(arguments());
            } else if (cursor.at(Kind.LEFT_BRACKET) && !cursor.peek().spaced()) {
                cursor.advance();
                suffix.append('[');
                if (cursor.at(Kind.NUMBER)) {
                    suffix.append(cursor.advance().value());
                }
                cursor.expect(Kind.RIGHT_BRACKET, "']' (settings stand after a space)");
                suffix.append(']');
            } else {
                break;
            }
        }
        return new DbmlType(path, suffix.toString(), cursor.from(start));
    }

    private String arguments() {
        cursor.advance();
        List<String> arguments = new ArrayList<>();
        while (!cursor.at(Kind.RIGHT_PARENTHESIS)) {
            StringBuilder argument = new StringBuilder();
            if (cursor.peek().isOperator("-") || cursor.peek().isOperator("+")) {
                argument.append(cursor.advance().value());
            }
            if (cursor.at(Kind.TEXT) || cursor.at(Kind.QUOTED_NAME)) {
                argument.append('\'')
                        .append(cursor.advance().value().replace("'", "''"))
                        .append('\'');
            } else if (cursor.at(Kind.NUMBER) || cursor.at(Kind.WORD)) {
                argument.append(cursor.advance().value());
            } else {
                throw cursor.expected("an argument of the type", null);
            }
            arguments.add(argument.toString());
            if (!cursor.at(Kind.RIGHT_PARENTHESIS)) {
                cursor.expect(Kind.COMMA, "',' or ')'");
            }
        }
        cursor.advance();
        return "(" + String.join(",", arguments) + ")";
    }

    private DbmlTableItem.Index index() {
        int start = cursor.peek().span().start();
        List<DbmlTableItem.Key> keys = new ArrayList<>();
        if (cursor.accept(Kind.LEFT_PARENTHESIS)) {
            do {
                keys.add(key());
            } while (cursor.accept(Kind.COMMA));
            cursor.expect(Kind.RIGHT_PARENTHESIS, "',' or ')'");
        } else {
            keys.add(key());
        }
        DbmlSettings settings = values.settings(SettingRules.INDEX);
        return new DbmlTableItem.Index(keys, settings, cursor.from(start));
    }

    private DbmlTableItem.Key key() {
        if (!cursor.peek().isName() && !cursor.at(Kind.EXPRESSION)) {
            throw cursor.expected("a column or an expression between backticks", null);
        }
        DbmlToken token = cursor.advance();
        return new DbmlTableItem.Key(token.value(), token.is(Kind.EXPRESSION), token.span());
    }

    private DbmlTableItem.Check check() {
        int start = cursor.peek().span().start();
        DbmlToken token = cursor.expect(Kind.EXPRESSION, "an expression between backticks");
        DbmlSettings settings = values.settings(SettingRules.CHECK);
        return new DbmlTableItem.Check(
                new DbmlValue.Expression(token.value(), token.span()), settings, cursor.from(start));
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
