package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlCursor.Fault;
import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses what blocks have in common: paths, values and setting lists. */
final class DbmlValueParser {
    private final DbmlCursor cursor;

    DbmlValueParser(DbmlCursor cursor) {
        this.cursor = cursor;
    }

    /** {@code name} or {@code schema.name}. */
    DbmlPath path(String what) {
        List<DbmlName> names = names(what);
        if (names.size() > 2) {
            throw cursor.fault(
                    names.get(0).span(), "expected " + what + " as name or schema.name", "schemas do not nest");
        }
        return path(names);
    }

    static DbmlPath path(List<DbmlName> names) {
        return names.size() == 1
                ? new DbmlPath(null, names.get(0))
                : new DbmlPath(names.get(names.size() - 2), names.get(names.size() - 1));
    }

    /** Names with dots between. */
    List<DbmlName> names(String what) {
        List<DbmlName> names = new ArrayList<>();
        names.add(cursor.expectName(what));
        while (cursor.peek().isOperator(".") && cursor.peek(1).isName()) {
            cursor.advance();
            names.add(cursor.expectName(what));
        }
        return names;
    }

    /** A text in any of its three forms. */
    DbmlValue.Text text(String what) {
        if (!cursor.at(Kind.TEXT) && !cursor.at(Kind.QUOTED_NAME)) {
            throw cursor.expected(what, "texts stand in quotes: 'like this'");
        }
        DbmlToken token = cursor.advance();
        return new DbmlValue.Text(token.value(), token.span());
    }

    /** The setting list at the cursor, or none. */
    DbmlSettings settings(SettingRules rules) {
        if (!cursor.at(Kind.LEFT_BRACKET)) {
            return DbmlSettings.NONE;
        }
        DbmlToken open = cursor.advance();
        List<DbmlSetting> settings = new ArrayList<>();
        while (!cursor.at(Kind.RIGHT_BRACKET)) {
            if (cursor.atEnd() || cursor.at(Kind.LEFT_BRACE) || cursor.at(Kind.RIGHT_BRACE)) {
                cursor.problem(open.span(), "this list of settings is never closed", "close it with ]");
                return new DbmlSettings(settings);
            }
            try {
                settings.add(setting());
                if (!cursor.at(Kind.RIGHT_BRACKET) && !atClosingFault()) {
                    cursor.expect(Kind.COMMA, "',' or ']' after the setting");
                    if (cursor.at(Kind.RIGHT_BRACKET)) {
                        cursor.problem(cursor.peek().span(), "expected a setting after ','", null);
                    }
                }
            } catch (Fault fault) {
                skipSetting();
            }
        }
        cursor.expect(Kind.RIGHT_BRACKET, "']'");
        check(settings, rules);
        return new DbmlSettings(settings);
    }

    private boolean atClosingFault() {
        return cursor.atEnd() || cursor.at(Kind.LEFT_BRACE) || cursor.at(Kind.RIGHT_BRACE);
    }

    private void skipSetting() {
        while (!cursor.atEnd()
                && !cursor.at(Kind.COMMA)
                && !cursor.at(Kind.RIGHT_BRACKET)
                && !cursor.at(Kind.LEFT_BRACE)
                && !cursor.at(Kind.RIGHT_BRACE)) {
            cursor.advance();
        }
        cursor.accept(Kind.COMMA);
    }

    /** Checks names, values and repetitions, also of settings that stand outside the brackets. */
    void check(List<DbmlSetting> settings, SettingRules rules) {
        Set<String> seen = new HashSet<>();
        for (DbmlSetting setting : settings) {
            rules.check(setting, cursor);
            String key = setting.name().equals("primary key") ? "pk" : setting.name();
            if (!seen.add(key) && !SettingRules.REPEATABLE.contains(key)) {
                cursor.problem(setting.span(), "the setting '" + setting.name() + "' is given twice", null);
            }
            boolean contradicts = setting.name().equals("null") && seen.contains("not null")
                    || setting.name().equals("not null") && seen.contains("null");
            if (contradicts) {
                cursor.problem(setting.span(), "'null' and 'not null' contradict each other", "keep one of them");
            }
        }
    }

    private DbmlSetting setting() {
        int start = cursor.peek().span().start();
        if (!cursor.at(Kind.WORD)) {
            throw cursor.expected("a setting", null);
        }
        StringBuilder name = new StringBuilder();
        while (cursor.at(Kind.WORD)) {
            name.append(name.isEmpty() ? "" : " ").append(cursor.advance().value());
        }
        Span span = cursor.from(start);
        DbmlValue value = cursor.accept(Kind.COLON) ? value() : null;
        return new DbmlSetting(name.toString().toLowerCase(Locale.ROOT), span, value);
    }

    /** The value of a setting or of a key. */
    DbmlValue value() {
        DbmlToken token = cursor.peek();
        switch (token.kind()) {
            case TEXT, QUOTED_NAME -> {
                if (token.is(Kind.QUOTED_NAME) && cursor.peek(1).isOperator(".")) {
                    return dotted();
                }
                return text("a value");
            }
            case EXPRESSION -> {
                cursor.advance();
                return new DbmlValue.Expression(token.value(), token.span());
            }
            case NUMBER -> {
                cursor.advance();
                return new DbmlValue.Number(token.value(), token.span());
            }
            case COLOR -> {
                cursor.advance();
                return new DbmlValue.Color(token.value(), token.span());
            }
            case WORD -> {
                return cursor.peek(1).isOperator(".") ? dotted() : words();
            }
            case OPERATOR -> {
                return operatorValue();
            }
            default -> throw cursor.expected("a value", null);
        }
    }

    /** A value outside of brackets, where the next line is something else. */
    DbmlValue valueOfLine() {
        DbmlToken token = cursor.peek();
        if (token.is(Kind.WORD) && !cursor.peek(1).isOperator(".")) {
            cursor.advance();
            return new DbmlValue.Words(token.value().toLowerCase(Locale.ROOT), token.span());
        }
        return value();
    }

    private DbmlValue dotted() {
        int start = cursor.peek().span().start();
        List<DbmlName> names = names("a name");
        if (names.size() < 2) {
            cursor.advance();
            throw cursor.expected("a name after '.'", null);
        }
        return new DbmlValue.Dotted(names, cursor.from(start));
    }

    private DbmlValue words() {
        int start = cursor.peek().span().start();
        StringBuilder words = new StringBuilder();
        while (cursor.at(Kind.WORD)) {
            words.append(words.isEmpty() ? "" : " ").append(cursor.advance().value());
        }
        return new DbmlValue.Words(words.toString().toLowerCase(Locale.ROOT), cursor.from(start));
    }

    private DbmlValue operatorValue() {
        DbmlToken sign = cursor.peek();
        int start = sign.span().start();
        boolean signed = sign.isOperator("-") || sign.isOperator("+");
        if (signed && cursor.peek(1).is(Kind.NUMBER)) {
            cursor.advance();
            String digits = cursor.advance().value();
            return new DbmlValue.Number(sign.isOperator("-") ? "-" + digits : digits, cursor.from(start));
        }
        if (sign.isOperator("->") || sign.isOperator("<-")) {
            cursor.advance();
            List<DbmlName> path = names("a table or column");
            return new DbmlValue.Arrow(sign.isOperator("->"), path, cursor.from(start));
        }
        DbmlRelation relation = relation();
        List<DbmlName> path = names("a column as table.column");
        if (path.size() > 3) {
            throw cursor.fault(path.get(0).span(), "expected a column as table.column or schema.table.column", null);
        }
        return new DbmlValue.Target(relation, path, cursor.from(start));
    }

    DbmlRelation relation() {
        DbmlToken sign = cursor.peek();
        DbmlRelation relation =
                sign.is(Kind.OPERATOR) ? DbmlRelation.of(sign.value()).orElse(null) : null;
        if (relation == null) {
            throw cursor.expected("one of < > - <>", null);
        }
        cursor.advance();
        return relation;
    }

    /** One end of a relationship: {@code schema.table.column} or {@code schema.table.(a, b)}. */
    DbmlElement.End end() {
        int start = cursor.peek().span().start();
        List<DbmlName> names = names("a column as table.column");
        List<DbmlName> columns = new ArrayList<>();
        if (cursor.peek().isOperator(".") && cursor.peek(1).is(Kind.LEFT_PARENTHESIS)) {
            cursor.advance();
            cursor.advance();
            do {
                columns.add(cursor.expectName("a column"));
            } while (cursor.accept(Kind.COMMA));
            cursor.expect(Kind.RIGHT_PARENTHESIS, "',' or ')'");
        } else if (names.size() > 1) {
            columns.add(names.remove(names.size() - 1));
        }
        if (columns.isEmpty() || names.size() > 2) {
            throw cursor.fault(cursor.from(start), "expected a column as table.column or schema.table.column", null);
        }
        return new DbmlElement.End(path(names), columns, cursor.from(start));
    }
}
