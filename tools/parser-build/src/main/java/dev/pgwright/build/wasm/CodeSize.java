package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.HashSet;
import java.util.List;

/** Estimates how many bytes of JVM code the ahead-of-time compiler emits; found by comparing with its output. */
final class CodeSize {
    /** Tables larger than this are looked up in functions of their own. */
    static final int LARGEST_TABLE = 700;

    private CodeSize() {}

    static int of(List<Instruction> instructions) {
        int size = 0;
        for (Instruction instruction : instructions) {
            size += of(instruction);
        }
        return size;
    }

    static int of(Instruction instruction) {
        int op = instruction.op;
        return switch (op) {
            case SEQUENCE, BLOCK -> of(instruction.body);
            case LOOP -> 3 + of(instruction.body);
            case IF -> 6 + of(instruction.body) + (instruction.otherwise == null ? 0 : of(instruction.otherwise));
            case BR -> 4;
            case BR_IF -> 5;
            case BR_TABLE -> table(instruction.targets);
            case CALL, GLOBAL_GET, GLOBAL_SET -> 10;
            case CALL_INDIRECT -> 16;
            case LOCAL_GET, LOCAL_SET -> 2;
            case LOCAL_TEE, I64_CONST, F32_CONST, F64_CONST -> 3;
            case I32_CONST -> instruction.immediate >= -128 && instruction.immediate < 128 ? 2 : 3;
            case SELECT, EXTENDED -> 8;
            case DROP -> 1;
            default -> {
                if (isMemoryAccess(op)) {
                    yield 8;
                }
                boolean oneJvmInstruction = (op >= I32_ADD && op <= I32_MUL) || (op >= I32_AND && op <= I32_SHR_U);
                yield oneJvmInstruction ? 1 : 3;
            }
        };
    }

    private static int table(List<Instruction> targets) {
        return targets.size() > LARGEST_TABLE ? 60 : 20 + 4 * targets.size() + 3 * new HashSet<>(targets).size();
    }
}
