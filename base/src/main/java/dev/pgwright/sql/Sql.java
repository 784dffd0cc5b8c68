package dev.pgwright.sql;

import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.source.Place;
import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;
import dev.pgwright.sql.engine.ParserSession;
import dev.pgwright.sql.engine.ParserSession.Answer;
import dev.pgwright.sql.engine.ParserSession.RawToken;
import dev.pgwright.sql.engine.Parsers;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.tree.CreateFunctionStmt;
import dev.pgwright.sql.tree.DefElem;
import dev.pgwright.sql.tree.DoStmt;
import dev.pgwright.sql.tree.Node;
import dev.pgwright.sql.tree.PgList;
import dev.pgwright.sql.tree.PgString;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * SQL as PostgreSQL 18's own parser understands it. All methods may be called by any number of threads; each waits for
 * one of as many parsers as there are processors, eight at most.
 */
public final class Sql {
    /** The version of PostgreSQL whose grammar this is. */
    public static final int GRAMMAR_VERSION = 18;

    private static final int FIRST_KEYWORD = 277;

    private Sql() {}

    /**
     * Parses a file of statements. A statement that does not parse becomes an error and the others are still read. What
     * only psql understands is skipped: its commands, and the rows behind {@code COPY ... FROM stdin}.
     */
    public static ParsedSql parse(SourceFile source) {
        return Parsers.with(parser -> new FileParser(source, parser).parse());
    }

    /** The comments of a file, without parsing its statements. */
    public static List<Comment> comments(SourceFile source) {
        StatementLexer lexer = new StatementLexer(source.text());
        while (lexer.next() != null) {
            // to the end
        }
        return List.copyOf(lexer.comments());
    }

    /**
     * Runs work that parses often on a thread of a parser, so that it never waits for another thread to parse. The thread has
     * a large stack. Whatever the work throws is thrown here.
     */
    public static <T> T parsingOften(Supplier<T> work) {
        return Parsers.with(parser -> work.get());
    }

    /**
     * Parses exactly one statement, with or without its semicolon.
     *
     * @throws PgwrightException with line and column when it does not parse, is none, or is more than one
     */
    public static Statement parseStatement(String sql) {
        SourceFile source = SourceFile.of("", sql);
        ParsedSql parsed = parse(source);
        if (!parsed.errors().isEmpty()) {
            throw fault(source, parsed.errors().get(0));
        }
        if (parsed.statements().size() != 1) {
            String found = parsed.statements().isEmpty()
                    ? "none"
                    : String.valueOf(parsed.statements().size());
            throw new PgwrightException(
                    ErrorCode.INPUT, Place.UNKNOWN, "one SQL statement is expected here, not " + found, null);
        }
        return parsed.statements().get(0);
    }

    /**
     * A short hash of one or more statements: the same for all that differ only in constants, in the lengths of lists of
     * constants, in spelling and blanks (libpg_query's fingerprint, 16 hexadecimal digits).
     *
     * @throws PgwrightException with line and column when the text does not parse
     */
    public static String fingerprint(String sql) {
        return converted(sql, ParserSession::fingerprint);
    }

    /**
     * The text with every constant replaced by $1, $2 and so on, as pg_stat_statements shows it.
     *
     * @throws PgwrightException with line and column when the text does not parse
     */
    public static String normalize(String sql) {
        return converted(sql, ParserSession::normalize);
    }

    /**
     * The body of one PL/pgSQL function, procedure or DO block. Its statements are nodes, the SQL inside them is text.
     *
     * @param createFunction a CREATE FUNCTION, CREATE PROCEDURE or DO statement
     * @throws PgwrightException when it does not parse, is another statement, in another language, or has no body; an
     *     error inside the body comes without a place, since the parser gives none
     */
    public static PlpgsqlFunction plpgsql(String createFunction) {
        return plpgsql(parseStatement(createFunction).tree(), createFunction);
    }

    /**
     * The same where the statement has been parsed already.
     *
     * @param tree of the statement
     * @param createFunction its text, and nothing else
     */
    public static PlpgsqlFunction plpgsql(Node tree, String createFunction) {
        List<Node> options;
        if (tree instanceof CreateFunctionStmt routine) {
            options = routine.options();
        } else if (tree instanceof DoStmt block) {
            options = block.args();
        } else {
            throw refused("a CREATE FUNCTION, CREATE PROCEDURE or DO statement is expected here");
        }
        String language = textOption(options, "language");
        boolean plpgsql = language == null ? tree instanceof DoStmt : language.equalsIgnoreCase("plpgsql");
        if (!plpgsql) {
            String named = language == null ? "SQL" : language.toLowerCase(Locale.ROOT);
            throw refused("the language is " + named + ", not plpgsql");
        }
        // the parser's C code ends itself on a function without a body
        if (textOption(options, "as") == null) {
            throw refused("the function has no body");
        }
        String text = ReferredTypes.withoutMarks(createFunction);
        ParserSession.Bodies bodies = Parsers.with(parser -> parser.plpgsql(text));
        if (bodies.error() != null || bodies.functions().size() != 1) {
            throw refused(bodies.error() == null ? "the function has no body" : bodies.error());
        }
        return bodies.functions().get(0);
    }

    /**
     * The tokens of a text, comments included, whether or not it would parse.
     *
     * @throws PgwrightException when a quote or comment is not closed
     */
    public static List<Token> tokens(String sql) {
        return TokenScanner.scan(sql).orElseGet(() -> tokensOfScanner(sql));
    }

    /** The same, always from PostgreSQL's own scanner. */
    static List<Token> tokensOfScanner(String sql) {
        ParserSession.Tokens tokens = Parsers.with(parser -> parser.scan(sql));
        if (tokens.error() != null) {
            throw refused(ErrorMessage.of(tokens.error()).shown());
        }
        return tokens.tokens().stream()
                .map(token -> new Token(new Span(token.start(), token.end()), kind(token)))
                .toList();
    }

    private static Token.Kind kind(RawToken token) {
        // numbers from gram.h of PostgreSQL 18 as libpg_query has it; below 256 they are characters
        return switch (token.number()) {
            case 258, 259 -> Token.Kind.IDENTIFIER;
            case 260, 266 -> Token.Kind.NUMBER;
            case 261, 262, 263, 264 -> Token.Kind.STRING;
            case 267 -> Token.Kind.PARAMETER;
            case 275 -> Token.Kind.LINE_COMMENT;
            case 276 -> Token.Kind.BLOCK_COMMENT;
            case '(', ')', '[', ']', ',', ';', '.', ':', 269 -> Token.Kind.PUNCTUATION;
            default -> token.number() < FIRST_KEYWORD ? Token.Kind.OPERATOR : keyword(token.keywordKind());
        };
    }

    private static Token.Kind keyword(int kind) {
        return switch (kind) {
            case 1 -> Token.Kind.UNRESERVED_KEYWORD;
            case 2 -> Token.Kind.COLUMN_NAME_KEYWORD;
            case 3 -> Token.Kind.TYPE_FUNCTION_NAME_KEYWORD;
            default -> Token.Kind.RESERVED_KEYWORD;
        };
    }

    private static String converted(String sql, BiFunction<ParserSession, String, Answer> conversion) {
        // the conversions give errors as bare text, which a result could not be told from
        SourceFile source = SourceFile.of("", sql);
        ParsedSql parsed = parse(source);
        if (!parsed.errors().isEmpty()) {
            throw fault(source, parsed.errors().get(0));
        }
        if (!parsed.skipped().isEmpty()) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    place(source, parsed.skipped().get(0).span().start()),
                    "a command of psql is no SQL",
                    null);
        }
        Answer answer = Parsers.with(parser -> conversion.apply(parser, source.text()));
        if (answer.text() == null) {
            throw refused(String.valueOf(answer.error()));
        }
        return answer.text();
    }

    private static PgwrightException fault(SourceFile source, SyntaxError error) {
        return new PgwrightException(ErrorCode.INPUT, place(source, error.span().start()), error.message(), null);
    }

    private static Place place(SourceFile source, int offset) {
        return new Place(null, source.position(offset), null);
    }

    private static PgwrightException refused(String message) {
        return new PgwrightException(ErrorCode.INPUT, Place.UNKNOWN, message, null);
    }

    private static @Nullable String textOption(List<Node> options, String name) {
        for (Node option : options) {
            if (option instanceof DefElem element && name.equals(element.defname())) {
                Node value = element.arg();
                if (value instanceof PgList list && !list.items().isEmpty()) {
                    value = list.items().get(0);
                }
                return value instanceof PgString text ? text.sval() : null;
            }
        }
        return null;
    }
}
