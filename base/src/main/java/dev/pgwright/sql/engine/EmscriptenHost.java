package dev.pgwright.sql.engine;

import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.MemoryLimits;

/**
 * What the parser's C code expects of Emscripten's JavaScript: longjmp, a growing heap, and an operating system, of
 * which it needs next to nothing.
 */
final class EmscriptenHost {
    private static final int PAGE_BYTES = 65_536;

    /** The module asks for 128 MiB but its data and stack end below 530 pages. */
    private static final int INITIAL_PAGES = 560;

    private static final int MOST_PAGES = 16_384;
    private static final long LARGEST_STEP = 96L << 20;
    private static final long[] NOTHING = {};
    private static final long[] ZERO = {0};
    private static final long[] BAD_FILE = {8};

    private static final Set<String> STOPS = Set.of("exit", "_exit", "proc_exit", "_proc_exit", "_abort_js", "abort");

    private final Instance instance;
    private final ExportFunction setThrew;
    private final ExportFunction restoreStack;
    private final ExportFunction currentStack;

    /** How PostgreSQL's errors unwind C frames: without a stack trace, one for all, since errors are frequent. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    private static final class LongJump extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private static final LongJump INSTANCE = new LongJump();

        LongJump() {
            super("longjmp", null, false, false);
        }
    }

    EmscriptenHost(CompiledParser parser) {
        WasmModule module = parser.module();
        ImportValues.Builder imports = ImportValues.builder();
        for (int i = 0; i < module.importSection().importCount(); i++) {
            FunctionImport needed = (FunctionImport) module.importSection().getImport(i);
            FunctionType type = module.typeSection().getType(needed.typeIndex());
            imports.addFunction(new HostFunction(needed.module(), needed.name(), type, function(needed.name(), type)));
        }
        instance = Instance.builder(module)
                .withImportValues(imports.build())
                .withMachineFactory(PgQueryMachine::new)
                .withMemoryFactory(WordMemory::new)
                .withMemoryLimits(new MemoryLimits(INITIAL_PAGES, MOST_PAGES))
                .withStart(false)
                .build();
        parser.initialize(instance.memory());
        setThrew = instance.export("setThrew");
        restoreStack = instance.export("_emscripten_stack_restore");
        currentStack = instance.export("emscripten_stack_get_current");
        instance.export("__wasm_call_ctors").apply();
    }

    Instance instance() {
        return instance;
    }

    private WasmFunctionHandle function(String name, FunctionType type) {
        long @Nullable [] zero = type.returns().isEmpty() ? null : ZERO;
        if (name.startsWith("invoke_")) {
            return (caller, arguments) -> invoke(caller, arguments, zero);
        }
        if (STOPS.contains(name)) {
            return (caller, arguments) -> {
                throw new ParserStop(name);
            };
        }
        return switch (name) {
            case "_emscripten_throw_longjmp" ->
                (caller, arguments) -> {
                    throw LongJump.INSTANCE;
                };
            case "__assert_fail" ->
                (caller, arguments) -> {
                    throw new ParserStop("assertion " + caller.memory().readCString((int) arguments[0]));
                };
            case "emscripten_resize_heap", "_emscripten_resize_heap" ->
                (caller, arguments) -> grow(caller.memory(), Integer.toUnsignedLong((int) arguments[0]));
            case "fd_write", "_fd_write" -> (caller, arguments) -> discardOutput(caller.memory(), arguments);
            case "fd_read", "_fd_read", "fd_seek", "_fd_seek" -> (caller, arguments) -> BAD_FILE;
            case "fd_close", "_fd_close", "_setitimer_js" -> (caller, arguments) -> ZERO;
            case "_emscripten_runtime_keepalive_clear" -> (caller, arguments) -> NOTHING;
            default -> throw new IllegalStateException("the parser needs a function that is not there: " + name);
        };
    }

    /** Calls a C function such that a longjmp out of it comes back here; the C side then looks at a flag. */
    private long @Nullable [] invoke(Instance caller, long[] arguments, long @Nullable [] zero) {
        long stack = currentStack.apply()[0];
        try {
            int function = caller.table(0).requiredRef((int) arguments[0]);
            return caller.getMachine().call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (LongJump jump) {
            restoreStack.apply(stack);
            setThrew.apply(1, 0);
            return zero;
        }
    }

    private static long[] grow(Memory memory, long wanted) {
        long current = (long) memory.pages() * PAGE_BYTES;
        long target = Math.max(wanted, Math.min(current + current / 5, wanted + LARGEST_STEP));
        int pages = (int) ((target - current + PAGE_BYTES - 1) / PAGE_BYTES);
        try {
            return new long[] {memory.grow(pages) < 0 ? 0 : 1};
        } catch (OutOfMemoryError e) {
            // PostgreSQL reports it as its own error 'out of memory'
            return ZERO;
        }
    }

    /** PostgreSQL writes nothing that its result does not carry too. */
    private static long[] discardOutput(Memory memory, long[] arguments) {
        int vectors = (int) arguments[1];
        int count = (int) arguments[2];
        int total = 0;
        for (int i = 0; i < count; i++) {
            total += memory.readInt(vectors + 8 * i + 4);
        }
        memory.writeI32((int) arguments[3], total);
        return ZERO;
    }
}
