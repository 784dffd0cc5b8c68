package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds a function that maps an index to a number; an index behind the end gives the last number. */
final class LookupTable {
    private static final int CHUNK = 512;

    private LookupTable() {}

    static int add(ModuleState module, int[] numbers) {
        int chunks = (numbers.length + CHUNK - 1) / CHUNK;
        int[] functions = new int[chunks];
        for (int chunk = 0; chunk < chunks; chunk++) {
            functions[chunk] = addChunk(module, numbers, chunk * CHUNK);
        }
        Instruction root = Instruction.block(TYPE_I32);
        for (int chunk = 0; chunk < chunks - 1; chunk++) {
            root.body.add(Instruction.of(LOCAL_GET, 0));
            root.body.add(Instruction.of(I32_CONST, (chunk + 1L) * CHUNK));
            root.body.add(new Instruction(I32_LT_U));
            Instruction conditional = Instruction.conditional();
            conditional.body.add(Instruction.of(LOCAL_GET, 0));
            conditional.body.add(Instruction.of(CALL, functions[chunk]));
            conditional.body.add(Instruction.branch(BR, root));
            root.body.add(conditional);
        }
        root.body.add(Instruction.of(LOCAL_GET, 0));
        root.body.add(Instruction.of(CALL, functions[chunks - 1]));
        return module.addFunction(root, List.of(TYPE_I32), 1);
    }

    private static int addChunk(ModuleState module, int[] numbers, int from) {
        int to = Math.min(numbers.length, from + CHUNK);
        Map<Integer, Instruction> landings = new LinkedHashMap<>();
        List<Instruction> targets = new ArrayList<>();
        for (int i = from; i < to; i++) {
            targets.add(landings.computeIfAbsent(numbers[i], key -> Instruction.block(TYPE_NONE)));
        }
        Instruction table = new Instruction(BR_TABLE);
        table.targets = targets;
        List<Instruction> inner = new ArrayList<>();
        inner.add(Instruction.of(LOCAL_GET, 0));
        if (from > 0) {
            inner.add(Instruction.of(I32_CONST, from));
            inner.add(new Instruction(I32_SUB));
        }
        inner.add(table);
        Instruction root = Instruction.block(TYPE_I32);
        for (Map.Entry<Integer, Instruction> landing : landings.entrySet()) {
            landing.getValue().body = inner;
            inner = new ArrayList<>();
            inner.add(landing.getValue());
            inner.add(Instruction.of(I32_CONST, landing.getKey()));
            inner.add(Instruction.branch(BR, root));
        }
        root.body = inner;
        return module.addFunction(root, List.of(TYPE_I32), 1);
    }
}
