package dev.pgwright.sql.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Memory;

/** One copy of the parser with its own memory. Not for use by several threads. */
final class PgQueryInstance {
    /** A larger memory is not worth keeping: it never shrinks. */
    private static final int PAGES_TO_KEEP = 3_072;

    private final EmscriptenHost host = new EmscriptenHost(CompiledParser.get());
    private final Memory memory = host.instance().memory();
    private final Map<String, ExportFunction> functions = new HashMap<>();

    /**
     * What the parser answers: the tree as JSON, or an error.
     *
     * @param cursor 1-based, in code points; 0 when there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and large
    record RawResult(byte @Nullable [] json, @Nullable String message, int cursor) {}

    boolean isWorthKeeping() {
        return memory.pages() <= PAGES_TO_KEEP;
    }

    /** Calls the parser with text in UTF-8 that has no NUL. */
    RawResult parse(byte[] sql) {
        int query = allocate(sql);
        int result = 0;
        try {
            result = call("wasm_parse_query_raw", query);
            int tree = memory.readInt(result);
            int error = memory.readInt(result + 8);
            return error == 0
                    ? new RawResult(bytes(tree), null, 0)
                    : new RawResult(null, string(memory.readInt(error)), memory.readInt(error + 16));
        } finally {
            function("free").apply(query);
            if (result != 0) {
                function("wasm_free_parse_result").apply(result);
            }
        }
    }

    /** Calls a function that takes text and gives text; errors come back as text too. */
    byte[] convert(String function, byte[] sql) {
        int query = allocate(sql);
        int result = 0;
        try {
            result = call(function, query);
            return result == 0 ? new byte[0] : bytes(result);
        } finally {
            function("free").apply(query);
            if (result != 0) {
                function("wasm_free_string").apply(result);
            }
        }
    }

    private int call(String function, int argument) {
        return (int) function(function).apply(argument)[0];
    }

    private ExportFunction function(String name) {
        return functions.computeIfAbsent(name, key -> host.instance().export(key));
    }

    private int allocate(byte[] bytes) {
        int address = (int) function("malloc").apply(bytes.length + 1L)[0];
        if (address == 0) {
            throw new ParserStop("out of memory");
        }
        memory.write(address, bytes);
        memory.writeByte(address + bytes.length, (byte) 0);
        return address;
    }

    private byte[] bytes(int address) {
        int end = address;
        while (memory.read(end) != 0) {
            end++;
        }
        return memory.readBytes(address, end - address);
    }

    private String string(int address) {
        return address == 0 ? "unknown error" : Utf8.decode(bytes(address));
    }
}
