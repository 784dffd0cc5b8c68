package dev.pgwright.sql.engine;

import dev.pgwright.sql.engine.ParsedText.Failure;
import dev.pgwright.sql.engine.ParsedText.RawStatement;
import dev.pgwright.sql.engine.ParsedText.Statements;
import dev.pgwright.sql.engine.PgQueryInstance.RawResult;
import dev.pgwright.sql.plpgsql.PlpgsqlFunction;
import dev.pgwright.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.WasmEngineException;

/**
 * The parser as one thread uses it. Whatever the text, its methods answer or give a {@link Failure}: an instance whose
 * C code overflowed its stack or ended itself is thrown away and the next call gets a new one.
 */
public final class ParserSession {
    private static final String TOO_DEEP = "nested too deeply";
    private static final String GAVE_UP = "PostgreSQL's parser gave up: ";

    private final NameTable names = new NameTable();
    private @Nullable PgQueryInstance instance;

    ParserSession() {}

    /** The answer to a question about a text: text, or an error in PostgreSQL's words. */
    public record Answer(@Nullable String text, @Nullable String error) {}

    /**
     * Parses statements separated by semicolons.
     *
     * @param base offset of the text in the whole source, added to all places
     */
    public ParsedText parse(String text, int base) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            return new Failure("a NUL character is not allowed in SQL", base + nul);
        }
        byte[] sql = Utf8.encode(Offsets.LEAD + text);
        Offsets offsets = new Offsets(text, sql.length - Offsets.LEAD.length(), base);
        return guarded(
                parser -> {
                    RawResult result = parser.parse(sql);
                    return result.json() == null
                            ? new Failure(String.valueOf(result.message()), offsets.ofCursor(result.cursor()))
                            : new Statements(statements(result.json(), offsets, base + text.length()));
                },
                problem -> new Failure(problem, base));
    }

    /** A hash that is the same for statements which differ only in constants and spelling. */
    public Answer fingerprint(String sql) {
        return convert("wasm_fingerprint", sql);
    }

    /** The statement with its constants replaced by $1, $2 and so on. */
    public Answer normalize(String sql) {
        return convert("wasm_normalize_query", sql);
    }

    /**
     * The bodies of the PL/pgSQL functions in a text that parses.
     *
     * @param functions empty when there is an error
     */
    public record Bodies(
            List<PlpgsqlFunction> functions, @Nullable String error) {
        public Bodies {
            functions = List.copyOf(functions);
        }
    }

    /** Reads function bodies; a function without a body in quotes makes the parser give up. */
    public Bodies plpgsql(String sql) {
        Answer answer = convert("wasm_parse_plpgsql", sql);
        String text = answer.text();
        if (text == null || !text.startsWith("{")) {
            return new Bodies(List.of(), text == null ? answer.error() : text);
        }
        try {
            return new Bodies(new PlpgsqlReader(new JsonInput(Utf8.encode(text), names)).functions(), null);
        } catch (StackOverflowError | JsonInput.TooDeep e) {
            return new Bodies(List.of(), TOO_DEEP);
        }
    }

    /** A token by PostgreSQL's numbers: token number (gram.h) and keyword kind (kwlist.h, 0 for none). */
    public record RawToken(int start, int end, int number, int keywordKind) {}

    /**
     * The tokens of a text.
     *
     * @param tokens empty when there is an error
     */
    public record Tokens(List<RawToken> tokens, @Nullable String error) {
        public Tokens {
            tokens = List.copyOf(tokens);
        }
    }

    /** Runs PostgreSQL's scanner alone. */
    public Tokens scan(String sql) {
        Answer answer = convert("wasm_scan", Offsets.LEAD + sql);
        String text = answer.text();
        if (text == null || !text.startsWith("{")) {
            return new Tokens(List.of(), text == null ? answer.error() : text);
        }
        Offsets offsets = new Offsets(sql, Utf8.encode(sql).length, 0);
        JsonInput in = new JsonInput(Utf8.encode(text), names);
        List<RawToken> tokens = new ArrayList<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (name.equals("tokens")) {
                for (in.beginArray(); in.hasNext(); ) {
                    tokens.add(token(in, offsets));
                }
            } else {
                in.intValue();
            }
        }
        return new Tokens(tokens, null);
    }

    private static RawToken token(JsonInput in, Offsets offsets) {
        int start = 0;
        int end = 0;
        int number = 0;
        int keywordKind = 0;
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "start" -> start = offsets.ofByte(in.intValue());
                case "end" -> end = offsets.ofByte(in.intValue());
                case "tokenType" -> number = in.intValue();
                case "keywordKind" -> keywordKind = in.intValue();
                case "text", "tokenName", "keywordName" -> in.stringValue();
                default -> throw in.unexpected(name);
            }
        }
        return new RawToken(start, end, number, keywordKind);
    }

    /** The parser's answer as it is, for comparison with the original build. */
    RawResult parseRaw(String sql) {
        return guarded(parser -> parser.parse(Utf8.encode(sql)), problem -> new RawResult(null, problem, 0));
    }

    private Answer convert(String function, String sql) {
        if (sql.indexOf('\0') >= 0) {
            return new Answer(null, "a NUL character is not allowed in SQL");
        }
        return guarded(
                parser -> new Answer(Utf8.decode(parser.convert(function, Utf8.encode(sql))), null),
                problem -> new Answer(null, problem));
    }

    private <T> T guarded(Function<PgQueryInstance, T> work, Function<String, T> otherwise) {
        PgQueryInstance parser = instance;
        if (parser == null) {
            parser = new PgQueryInstance();
        }
        instance = null;
        try {
            T result = work.apply(parser);
            instance = parser.isWorthKeeping() ? parser : null;
            return result;
        } catch (StackOverflowError | JsonInput.TooDeep e) {
            return otherwise.apply(TOO_DEEP);
        } catch (WasmEngineException e) {
            return otherwise.apply(isStackOverflow(e) ? TOO_DEEP : GAVE_UP + e.getMessage());
        } catch (PgQueryInstance.BadAddress e) {
            // the C stack lies at the bottom of the memory
            return otherwise.apply(e.isBelow() ? TOO_DEEP : GAVE_UP + e.getMessage());
        } catch (ParserStop | OutOfMemoryError e) {
            return otherwise.apply(GAVE_UP + e.getMessage());
        }
    }

    private static boolean isStackOverflow(WasmEngineException e) {
        String message = String.valueOf(e.getMessage());
        return e.getCause() instanceof StackOverflowError || message.contains("call stack exhausted");
    }

    private List<RawStatement> statements(byte[] json, Offsets offsets, int end) {
        JsonInput in = new JsonInput(json, names);
        TreeReader reader = new TreeReader(in, offsets);
        List<RawStatement> statements = new ArrayList<>();
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "version" -> in.intValue();
                case "stmts" -> {
                    for (in.beginArray(); in.hasNext(); ) {
                        statements.add(statement(in, reader, offsets, end));
                    }
                }
                default -> throw in.unexpected(name);
            }
        }
        return statements;
    }

    private static RawStatement statement(JsonInput in, TreeReader reader, Offsets offsets, int end) {
        Node tree = null;
        int location = 0;
        int length = 0;
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            switch (name) {
                case "stmt" -> tree = reader.node();
                case "stmt_location" -> location = in.intValue();
                case "stmt_len" -> length = in.intValue();
                default -> throw in.unexpected(name);
            }
        }
        if (tree == null) {
            throw in.unexpected("stmt");
        }
        int start = offsets.ofByte(location);
        return new RawStatement(tree, start, length == 0 ? end : offsets.ofByte(location + length));
    }
}
