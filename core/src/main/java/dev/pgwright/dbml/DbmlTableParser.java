package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.DidYouMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Parses tables and table partials. */
final class DbmlTableParser {
    private final DbmlCursor cursor;
    private final DbmlValueParser values;
    private final DbmlBlockParser blocks;
    private final DbmlRecordsParser records;

    DbmlTableParser(DbmlCursor cursor, DbmlValueParser values, DbmlBlockParser blocks, DbmlRecordsParser records) {
        this.cursor = cursor;
        this.values = values;
        this.blocks = blocks;
        this.records = records;
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
        items.forEach(this::checkItemOfPartial);
        return new DbmlElement.TablePartial(name, settings, items, cursor.from(start));
    }

    private void checkItemOfPartial(DbmlTableItem item) {
        if (item instanceof DbmlTableItem.Records) {
            cursor.problem(item.span(), "records belong to a table, a table partial has none", "move them to a table");
        } else if (item instanceof DbmlTableItem.Injection) {
            cursor.problem(
                    item.span(), "a table partial cannot take in another one", "the table takes in both: ~a and ~b");
        }
    }

    private List<DbmlTableItem> items(DbmlToken open) {
        List<DbmlTableItem> items = new ArrayList<>();
        blocks.body(open, () -> items.add(item(items)));
        return items;
    }

    private DbmlTableItem item(List<DbmlTableItem> before) {
        DbmlToken first = cursor.peek();
        int start = first.span().start();
        if (blocks.atNote()) {
            boolean again = before.stream().anyMatch(DbmlTableItem.Note.class::isInstance);
            DbmlValue.Text text = blocks.note(again ? "the table" : null);
            return new DbmlTableItem.Note(text, cursor.from(start));
        }
        if (first.isOperator("~")) {
            cursor.advance();
            DbmlName partial = cursor.expectName("the name of a table partial after '~'");
            return new DbmlTableItem.Injection(partial, cursor.from(start));
        }
        if (first.isWord("records") && records.startsHere()) {
            cursor.advance();
            return new DbmlTableItem.Records(records.inTable(start));
        }
        if (first.is(Kind.WORD) && cursor.peek(1).is(Kind.LEFT_BRACE)) {
            return block(first, start);
        }
        return column(start);
    }

    private DbmlTableItem block(DbmlToken first, int start) {
        switch (first.value().toLowerCase(Locale.ROOT)) {
            case "indexes" -> {
                cursor.advance();
                List<DbmlTableItem.Index> entries = new ArrayList<>();
                blocks.body(cursor.advance(), () -> entries.add(index()));
                return new DbmlTableItem.Indexes(entries, cursor.from(start));
            }
            case "checks" -> {
                cursor.advance();
                List<DbmlTableItem.Check> entries = new ArrayList<>();
                blocks.body(cursor.advance(), () -> entries.add(check()));
                return new DbmlTableItem.Checks(entries, cursor.from(start));
            }
            default ->
                throw cursor.fault(
                        first.span(),
                        "unknown block '" + first.value() + "' in a table",
                        DidYouMean.hint(first.value(), List.of("indexes", "checks", "Note", "records"))
                                .orElse(null));
        }
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
}
