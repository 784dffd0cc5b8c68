package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Rewrites a module so that the ahead-of-time compiler can make a JVM method of each of its functions.
 *
 * <p>The JVM refuses methods over 64 KB, so the compiler would leave such functions to an interpreter (PostgreSQL's
 * grammar is one of them), and HotSpot never compiles methods over 8,000 bytes. Imports and exports get their full
 * names back on the way; custom sections are dropped, the data section becomes a memory image.
 */
public final class ModuleSplitter {
    /** Estimated bytes of JVM code above which a function is split: leaves room for errors of the estimate. */
    public static final int DEFAULT_LIMIT = 7_000;

    private static final int HEADER = 8;
    private static final Set<Integer> DROPPED = Set.of(SECTION_CUSTOM, SECTION_DATA, SECTION_DATA_COUNT);

    private final byte[] module;
    private final EmscriptenNames names;
    private final int limit;
    private final ModuleState state = new ModuleState();
    private final List<Section> sections = new ArrayList<>();
    private int splitFunctions;

    private record Section(int id, int from, int to) {}

    /**
     * What was done.
     *
     * @param module the new module, without a data section
     * @param image what the data section wrote into memory
     * @param splitFunctions functions that were too large
     * @param functions functions that the module now has, imports not counted
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody, and large
    public record Result(byte[] module, MemoryImage image, int splitFunctions, int functions) {}

    private ModuleSplitter(byte[] module, EmscriptenNames names, int limit) {
        this.module = module;
        this.names = names;
        this.limit = limit;
    }

    /** Splits every function whose JVM code is estimated at more than {@code limit} bytes. */
    public static Result split(byte[] module, EmscriptenNames names, int limit) {
        return new ModuleSplitter(module, names, limit).run();
    }

    private Result run() {
        readSections();
        for (Section section : sections) {
            read(section);
        }
        int count = state.bodies().size();
        for (int i = 0; i < count; i++) {
            byte[] body = state.bodies().get(i);
            if (body.length < limit / 4) {
                continue;
            }
            Function function = FunctionDecoder.decode(body, state.typeOfDefinedFunction(i));
            if (CodeSize.of(function.root().body) > limit) {
                FunctionSplitter.split(state, function, limit);
                state.replaceBody(
                        i, FunctionEncoder.encode(function.root(), function.locals(), function.parameterCount()));
                splitFunctions++;
            }
        }
        WasmOutput out = new WasmOutput().raw(new WasmInput(module, 0).raw(HEADER));
        for (Section section : sections) {
            if (!DROPPED.contains(section.id)) {
                out.oneByte(section.id).sized(write(section));
            }
        }
        return new Result(out.toBytes(), image(), splitFunctions, state.bodies().size());
    }

    private MemoryImage image() {
        for (Section section : sections) {
            if (section.id == SECTION_DATA) {
                return MemoryImage.read(new WasmInput(module, section.from));
            }
        }
        return MemoryImage.read(new WasmInput(new byte[1], 0));
    }

    private void readSections() {
        WasmInput in = new WasmInput(module, HEADER);
        while (!in.atEnd()) {
            int id = in.unsignedByte();
            int length = in.index();
            sections.add(new Section(id, in.position(), in.position() + length));
            in.skip(length);
        }
    }

    private void read(Section section) {
        WasmInput in = new WasmInput(module, section.from);
        switch (section.id) {
            case SECTION_TYPE -> {
                for (int count = in.index(); count > 0; count--) {
                    state.addOriginalType(readType(in));
                }
            }
            case SECTION_IMPORT -> {
                for (int count = in.index(); count > 0; count--) {
                    in.name();
                    in.name();
                    state.addImportedFunction(readFunctionImport(in));
                }
            }
            case SECTION_FUNCTION -> {
                for (int count = in.index(); count > 0; count--) {
                    state.addOriginalFunction(in.index());
                }
            }
            case SECTION_GLOBAL -> state.addOriginalGlobals(in.index());
            case SECTION_CODE -> {
                for (int count = in.index(); count > 0; count--) {
                    state.addOriginalBody(in.raw(in.index()));
                }
            }
            default -> {}
        }
    }

    private static FunctionType readType(WasmInput in) {
        if (in.unsignedByte() != TYPE_FUNCTION) {
            throw new IllegalStateException("a type is no function type");
        }
        return new FunctionType(readValueTypes(in), readValueTypes(in));
    }

    private static List<Integer> readValueTypes(WasmInput in) {
        List<Integer> types = new ArrayList<>();
        for (int count = in.index(); count > 0; count--) {
            types.add(in.unsignedByte());
        }
        return types;
    }

    private static int readFunctionImport(WasmInput in) {
        if (in.unsignedByte() != 0) {
            throw new IllegalStateException("the module imports something that is no function");
        }
        return in.index();
    }

    private WasmOutput write(Section section) {
        WasmInput in = new WasmInput(module, section.from);
        WasmOutput out = new WasmOutput();
        switch (section.id) {
            case SECTION_TYPE -> writeTypes(out);
            case SECTION_IMPORT -> {
                int count = in.index();
                out.unsigned(count);
                for (int i = 0; i < count; i++) {
                    in.name();
                    out.name("env").name(names.importName(in.name()));
                    out.oneByte(0).unsigned(readFunctionImport(in));
                }
            }
            case SECTION_FUNCTION -> {
                out.unsigned(state.definedFunctionTypes().size());
                state.definedFunctionTypes().forEach(out::unsigned);
            }
            case SECTION_GLOBAL -> {
                out.unsigned(in.index() + (long) state.transferGlobalTypes().size());
                out.raw(in.rawBetween(in.position(), section.to));
                state.transferGlobalTypes().forEach(type -> writeZeroGlobal(out, type));
            }
            case SECTION_EXPORT -> {
                int count = in.index();
                out.unsigned(count);
                for (int i = 0; i < count; i++) {
                    out.name(names.exportName(in.name()))
                            .oneByte(in.unsignedByte())
                            .unsigned(in.unsigned());
                }
            }
            case SECTION_CODE -> {
                out.unsigned(state.bodies().size());
                state.bodies().forEach(body -> out.unsigned(body.length).raw(body));
            }
            default -> out.raw(in.rawBetween(section.from, section.to));
        }
        return out;
    }

    private void writeTypes(WasmOutput out) {
        out.unsigned(state.types().size());
        for (FunctionType type : state.types()) {
            out.oneByte(TYPE_FUNCTION);
            out.unsigned(type.parameters().size());
            type.parameters().forEach(out::oneByte);
            out.unsigned(type.results().size());
            type.results().forEach(out::oneByte);
        }
    }

    private static void writeZeroGlobal(WasmOutput out, int valueType) {
        out.oneByte(valueType).oneByte(1);
        switch (valueType) {
            case TYPE_I32 -> out.oneByte(I32_CONST).oneByte(0);
            case TYPE_I64 -> out.oneByte(I64_CONST).oneByte(0);
            case TYPE_F32 -> out.oneByte(F32_CONST).raw(new byte[4]);
            case TYPE_F64 -> out.oneByte(F64_CONST).raw(new byte[8]);
            default -> throw new IllegalStateException("no zero for value type " + valueType);
        }
        out.oneByte(END);
    }
}
