package dev.pgwright.sql.engine;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import run.endive.runtime.Memory;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;

/** What all instances of the parser share: the module's description and the first content of its memory. */
final class CompiledParser {
    private final WasmModule module;
    private final int imageAddress;
    private final byte[] image;

    /** Loaded when it is first asked for. */
    private static final class Holder {
        static final CompiledParser PARSER = new CompiledParser();
    }

    private CompiledParser() {
        // the build has validated it
        Parser parser = Parser.builder().withValidation(false).build();
        module = parser.parse(() -> resource("PgQuery.meta"));
        try (DataInputStream in = new DataInputStream(resource("PgQuery.data"))) {
            imageAddress = in.readInt();
            image = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CompiledParser get() {
        return Holder.PARSER;
    }

    WasmModule module() {
        return module;
    }

    void initialize(Memory memory) {
        memory.write(imageAddress, image);
    }

    private static InputStream resource(String name) {
        InputStream resource = CompiledParser.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IllegalStateException(name + " is missing: the build is incomplete");
        }
        return resource;
    }
}
