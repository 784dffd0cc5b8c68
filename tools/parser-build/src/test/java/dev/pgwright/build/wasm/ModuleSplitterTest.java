package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import run.endive.runtime.Instance;
import run.endive.runtime.TrapException;
import run.endive.wasm.Parser;

/** A module must do the same before and after; what it does is asked of the runtime's interpreter. */
class ModuleSplitterTest {
    private static final int PARAMETERS = 2;
    private static final int LOCALS = 6;

    @Test
    void splitFunctionsDoWhatTheyDidBefore() {
        int splits = 0;
        for (int seed = 0; seed < 12; seed++) {
            byte[] original = module(new RandomFunction(seed).root());
            ModuleSplitter.Result split = ModuleSplitter.split(original, names(), 1_200);
            splits += split.splitFunctions();
            Instance before = instance(original);
            Instance after = instance(split.module());
            for (int i = -1; i < 9; i++) {
                assertThat(run(after, i, 7L * i))
                        .as("seed %d, argument %d", seed, i)
                        .isEqualTo(run(before, i, 7L * i));
            }
        }
        assertThat(splits).isGreaterThan(8);
    }

    @Test
    void leavesSmallFunctionsAlone() {
        Instruction root = Instruction.block(TYPE_I32);
        root.body.add(Instruction.of(I32_CONST, 5));
        byte[] original = module(root);
        ModuleSplitter.Result split = ModuleSplitter.split(original, names(), ModuleSplitter.DEFAULT_LIMIT);
        assertThat(split.splitFunctions()).isZero();
        assertThat(split.functions()).isEqualTo(1);
        assertThat(run(instance(split.module()), 1, 2)).isEqualTo("5");
    }

    @Test
    void readsTheNamesOfImportsAndExports() {
        EmscriptenNames names = EmscriptenNames.of("""
                var wasmImports={a:___assert_fail,b:invoke_ii,c:_fd_write};
                _malloc=Module["_malloc"]=wasmExports["F"];x=wasmExports["G"];wasmExports["B"]();""");
        assertThat(names.imports()).isEqualTo(Map.of("a", "__assert_fail", "b", "invoke_ii", "c", "fd_write"));
        assertThat(names.exports()).containsEntry("F", "malloc").containsEntry("B", "__wasm_call_ctors");
    }

    private static EmscriptenNames names() {
        return new EmscriptenNames(Map.of(), Map.of("f", "run"));
    }

    private static Instance instance(byte[] module) {
        return Instance.builder(Parser.parse(module)).build();
    }

    private static String run(Instance instance, int first, long second) {
        String name = instance.module().exportSection().getExport(0).name();
        try {
            return String.valueOf((int) instance.export(name).apply(first & 0xffffffffL, second)[0]);
        } catch (TrapException e) {
            return "trap";
        }
    }

    /** A module with one function (i32, i64) -> i32 and a global, which keeps the section that the splitter extends. */
    private static byte[] module(Instruction root) {
        List<Integer> locals = new ArrayList<>(List.of(TYPE_I32, TYPE_I64));
        for (int i = PARAMETERS; i < LOCALS; i++) {
            locals.add(i % 2 == 0 ? TYPE_I32 : TYPE_I64);
        }
        byte[] body = FunctionEncoder.encode(root, locals, PARAMETERS);
        WasmOutput out = new WasmOutput().raw(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
        out.oneByte(SECTION_TYPE)
                .sized(new WasmOutput()
                        .unsigned(1)
                        .oneByte(TYPE_FUNCTION)
                        .unsigned(2)
                        .oneByte(TYPE_I32)
                        .oneByte(TYPE_I64)
                        .unsigned(1)
                        .oneByte(TYPE_I32));
        out.oneByte(SECTION_FUNCTION).sized(new WasmOutput().unsigned(1).unsigned(0));
        out.oneByte(SECTION_GLOBAL)
                .sized(new WasmOutput()
                        .unsigned(1)
                        .oneByte(TYPE_I32)
                        .oneByte(1)
                        .oneByte(I32_CONST)
                        .signed(3)
                        .oneByte(END));
        out.oneByte(SECTION_EXPORT)
                .sized(new WasmOutput().unsigned(1).name("f").oneByte(0).unsigned(0));
        out.oneByte(SECTION_CODE)
                .sized(new WasmOutput().unsigned(1).unsigned(body.length).raw(body));
        return out.toBytes();
    }

    /** Instructions at random: assignments, conditions, loops that end, switch statements, early exits. */
    private static final class RandomFunction {
        private final Random random;
        private final List<Instruction> labels = new ArrayList<>();

        RandomFunction(int seed) {
            random = new Random(seed);
        }

        Instruction root() {
            Instruction root = Instruction.block(TYPE_I32);
            Instruction body = Instruction.block(TYPE_NONE);
            root.body.add(body);
            labels.add(body);
            statements(body.body, 3, 14);
            // all locals count, so that a lost one shows
            root.body.add(Instruction.of(GLOBAL_GET, 0));
            for (int local = 0; local < LOCALS; local++) {
                root.body.add(Instruction.of(LOCAL_GET, local));
                if (local % 2 == 1) {
                    root.body.add(new Instruction(0xa7));
                }
                root.body.add(Instruction.of(I32_CONST, 31));
                root.body.add(new Instruction(I32_MUL));
                root.body.add(new Instruction(I32_ADD));
            }
            return root;
        }

        private void statements(List<Instruction> out, int depth, int count) {
            for (int i = 0; i < count; i++) {
                int choice = random.nextInt(depth > 0 ? 10 : 5);
                switch (choice) {
                    case 0, 1, 2 -> assignI32(out);
                    case 3 -> assignI64(out);
                    case 4 -> conditionalExit(out);
                    case 5, 6 -> conditional(out, depth);
                    case 7 -> block(out, depth);
                    default -> switchStatement(out, depth);
                }
            }
        }

        private void assignI32(List<Instruction> out) {
            int target = 2 * random.nextInt(LOCALS / 2);
            valueI32(out);
            valueI32(out);
            out.add(new Instruction(random.nextBoolean() ? I32_ADD : I32_MUL));
            if (random.nextInt(4) == 0) {
                out.add(Instruction.of(LOCAL_TEE, target));
                out.add(Instruction.of(GLOBAL_SET, 0));
            } else {
                out.add(Instruction.of(LOCAL_SET, target));
            }
        }

        private void assignI64(List<Instruction> out) {
            int target = 1 + 2 * random.nextInt(LOCALS / 2);
            out.add(Instruction.of(LOCAL_GET, 1 + 2 * random.nextInt(LOCALS / 2)));
            out.add(Instruction.of(I64_CONST, random.nextInt()));
            out.add(new Instruction(0x7c));
            out.add(Instruction.of(LOCAL_SET, target));
        }

        private void valueI32(List<Instruction> out) {
            out.add(
                    random.nextInt(3) == 0
                            ? Instruction.of(I32_CONST, random.nextInt(1_000) - 500)
                            : Instruction.of(LOCAL_GET, 2L * random.nextInt(LOCALS / 2)));
        }

        private void condition(List<Instruction> out) {
            valueI32(out);
            out.add(Instruction.of(I32_CONST, 1 + random.nextInt(7)));
            out.add(new Instruction(I32_AND));
        }

        private void conditionalExit(List<Instruction> out) {
            if (random.nextInt(3) == 0) {
                condition(out);
                out.add(Instruction.branch(BR_IF, labels.get(random.nextInt(labels.size()))));
            } else {
                assignI32(out);
            }
        }

        private void conditional(List<Instruction> out, int depth) {
            condition(out);
            Instruction conditional = Instruction.conditional();
            labels.add(conditional);
            statements(conditional.body, depth - 1, 4);
            if (random.nextBoolean()) {
                List<Instruction> otherwise = new ArrayList<>();
                statements(otherwise, depth - 1, 4);
                conditional.otherwise = otherwise;
            }
            labels.remove(labels.size() - 1);
            out.add(conditional);
        }

        private void block(List<Instruction> out, int depth) {
            Instruction block = Instruction.block(TYPE_NONE);
            labels.add(block);
            statements(block.body, depth - 1, 6);
            labels.remove(labels.size() - 1);
            out.add(block);
        }

        private void switchStatement(List<Instruction> out, int depth) {
            int cases = 2 + random.nextInt(12);
            List<Instruction> blocks = new ArrayList<>();
            for (int i = 0; i < cases; i++) {
                blocks.add(Instruction.block(TYPE_NONE));
            }
            List<Instruction> inner = new ArrayList<>();
            condition(inner);
            Instruction table = new Instruction(BR_TABLE);
            List<Instruction> targets = new ArrayList<>(blocks);
            targets.add(labels.get(random.nextInt(labels.size())));
            table.targets = targets;
            inner.add(table);
            labels.addAll(0, blocks);
            for (int i = 0; i < cases; i++) {
                labels.remove(0);
                blocks.get(i).body = inner;
                inner = new ArrayList<>();
                inner.add(blocks.get(i));
                statements(inner, depth - 1, 3);
            }
            out.addAll(inner);
        }
    }
}
