package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Instruction trees to function body bytes. */
final class FunctionEncoder {
    private final WasmOutput out = new WasmOutput();
    private final List<Instruction> labels = new ArrayList<>();

    private FunctionEncoder() {}

    static byte[] encode(Instruction root, List<Integer> locals, int parameterCount) {
        FunctionEncoder encoder = new FunctionEncoder();
        encoder.locals(locals.subList(parameterCount, locals.size()));
        encoder.labels.add(root);
        encoder.instructions(root.body);
        return encoder.out.oneByte(END).toBytes();
    }

    private void locals(List<Integer> types) {
        record Group(int count, int type) {}
        List<Group> groups = new ArrayList<>();
        for (int type : types) {
            int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).type == type) {
                groups.set(last, new Group(groups.get(last).count + 1, type));
            } else {
                groups.add(new Group(1, type));
            }
        }
        out.unsigned(groups.size());
        groups.forEach(group -> out.unsigned(group.count).oneByte(group.type));
    }

    private void instructions(List<Instruction> instructions) {
        for (Instruction instruction : instructions) {
            if (instruction.op == SEQUENCE) {
                instructions(instruction.body);
            } else if (instruction.op != NOP) {
                out.oneByte(instruction.op);
                immediates(instruction);
            }
        }
    }

    private void immediates(Instruction instruction) {
        switch (instruction.op) {
            case BLOCK, LOOP, IF -> {
                out.oneByte(instruction.blockType);
                labels.add(instruction);
                instructions(instruction.body);
                if (instruction.otherwise != null) {
                    out.oneByte(ELSE);
                    instructions(instruction.otherwise);
                }
                labels.remove(labels.size() - 1);
                out.oneByte(END);
            }
            case BR, BR_IF -> out.unsigned(depth(instruction.targets.get(0)));
            case BR_TABLE -> {
                out.unsigned(instruction.targets.size() - 1L);
                IdentityHashMap<Instruction, Integer> depths = new IdentityHashMap<>();
                instruction.targets.forEach(target -> out.unsigned(depths.computeIfAbsent(target, this::depth)));
            }
            case CALL, LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET -> out.unsigned(instruction.immediate);
            case CALL_INDIRECT -> out.unsigned(instruction.immediate).unsigned(instruction.immediate2);
            case I32_CONST, I64_CONST -> out.signed(instruction.immediate);
            case EXTENDED -> out.unsigned(instruction.immediate).raw(instruction.raw);
            default -> {
                if (isMemoryAccess(instruction.op)) {
                    out.unsigned(instruction.immediate).unsigned(instruction.immediate2);
                } else {
                    out.raw(instruction.raw);
                }
            }
        }
    }

    private int depth(Instruction target) {
        for (int i = labels.size() - 1; i >= 0; i--) {
            if (labels.get(i) == target) {
                return labels.size() - 1 - i;
            }
        }
        throw new IllegalStateException("a branch names a block it is not in");
    }
}
