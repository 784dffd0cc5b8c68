package dev.pgwright.dbml;

import dev.pgwright.dbml.DbmlElement.ImportKind;
import dev.pgwright.dbml.DbmlToken.Kind;
import dev.pgwright.finding.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Parses what a file takes from others. */
final class DbmlUseParser {
    private static final List<String> KINDS =
            Arrays.stream(ImportKind.values()).map(ImportKind::keyword).toList();

    private final DbmlCursor cursor;
    private final DbmlValueParser values;

    DbmlUseParser(DbmlCursor cursor, DbmlValueParser values) {
        this.cursor = cursor;
        this.values = values;
    }

    /** @param keyword {@code use} or {@code reuse}, before the cursor */
    DbmlElement.Use use(DbmlToken keyword, int start) {
        List<DbmlElement.Import> imports = new ArrayList<>();
        boolean everything = cursor.peek().isOperator("*");
        if (everything) {
            cursor.advance();
        } else {
            cursor.expect(Kind.LEFT_BRACE, "'*' or '{' after " + keyword.shown());
            while (!cursor.accept(Kind.RIGHT_BRACE)) {
                boolean sameLine = !imports.isEmpty() && !cursor.peek().startsLine();
                if (sameLine) {
                    throw cursor.expected("the end of the line or '}'", "each thing to import stands on its own line");
                }
                imports.add(thing());
            }
        }
        if (!cursor.peek().isWord("from")) {
            throw cursor.expected("'from' and a file", "such as " + keyword.value() + " * from './other.dbml'");
        }
        cursor.advance();
        if (!cursor.at(Kind.TEXT)) {
            throw cursor.expected("a file in single quotes", "such as './other.dbml'");
        }
        DbmlToken path = cursor.advance();
        return new DbmlElement.Use(
                keyword.isWord("reuse"),
                everything,
                imports,
                new DbmlValue.Text(path.value(), path.span()),
                cursor.from(start));
    }

    private DbmlElement.Import thing() {
        DbmlToken first = cursor.peek();
        Optional<ImportKind> kind = Arrays.stream(ImportKind.values())
                .filter(candidate -> first.isWord(candidate.keyword()))
                .findFirst();
        if (kind.isEmpty()) {
            String known = "known are " + String.join(", ", KINDS);
            throw first.is(Kind.WORD)
                    ? cursor.fault(
                            first.span(),
                            "'" + first.value() + "' is no kind of thing to import",
                            DidYouMean.hint(first.value(), KINDS).orElse(known))
                    : cursor.expected("what to import, such as table users", known);
        }
        cursor.advance();
        DbmlPath name = values.path("the name of the " + first.value());
        DbmlName alias = null;
        if (cursor.peek().isWord("as")) {
            cursor.advance();
            alias = cursor.expectName("a name after 'as'");
            if (cursor.peek().isOperator(".")) {
                throw cursor.expected("one name after 'as'", "an imported thing is in no schema here");
            }
        }
        return new DbmlElement.Import(
                kind.orElseThrow(), name, alias, cursor.from(first.span().start()));
    }
}
