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

    /** The C code used an address that is outside of its memory. */
    static final class BadAddress extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final boolean below;

        BadAddress(ArrayIndexOutOfBoundsException cause) {
            super("an address outside of the memory", cause);
            below = String.valueOf(cause.getMessage()).startsWith("Index -");
        }

        /** Whether it is negative, as when the stack, which lies at the bottom, overflows. */
        boolean isBelow() {
            return below;
        }
    }

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
            call("free", query);
            if (result != 0) {
                call("wasm_free_parse_result", result);
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
            call("free", query);
            if (result != 0) {
                call("wasm_free_string", result);
            }
        }
    }

    /** Gives 0 for a function without a result. */
    private int call(String function, int argument) {
        try {
            long @Nullable [] results = function(function).apply(argument);
            return results == null || results.length == 0 ? 0 : (int) results[0];
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new BadAddress(e);
        }
    }

    private ExportFunction function(String name) {
        return functions.computeIfAbsent(name, key -> host.instance().export(key));
    }

    private int allocate(byte[] bytes) {
        int address = call("malloc", bytes.length + 1);
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
