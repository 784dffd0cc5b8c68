package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.List;

/** How many operands instructions take and leave, and where a list can therefore be cut. */
final class StackEffect {
    private final ModuleState module;

    StackEffect(ModuleState module) {
        this.module = module;
    }

    /** Instructions from one point with an empty operand stack to the next; the last ones may never reach such. */
    record Statement(int from, int to, boolean movable) {}

    List<Statement> statements(List<Instruction> instructions) {
        List<Statement> statements = new ArrayList<>();
        int height = 0;
        int start = 0;
        for (int i = 0; i < instructions.size(); i++) {
            Instruction instruction = instructions.get(i);
            height = instruction.isTerminal() ? 0 : height + pushes(instruction) - pops(instruction);
            if (height == 0) {
                statements.add(new Statement(start, i + 1, true));
                start = i + 1;
            }
        }
        if (start < instructions.size()) {
            statements.add(new Statement(start, instructions.size(), false));
        }
        return statements;
    }

    private int pops(Instruction instruction) {
        int op = instruction.op;
        return switch (op) {
            case SEQUENCE,
                    BLOCK,
                    LOOP,
                    UNREACHABLE,
                    LOCAL_GET,
                    GLOBAL_GET,
                    I32_CONST,
                    I64_CONST,
                    F32_CONST,
                    F64_CONST,
                    MEMORY_SIZE -> 0;
            case IF, BR_IF, DROP, LOCAL_SET, LOCAL_TEE, GLOBAL_SET, MEMORY_GROW -> 1;
            case BR -> instruction.targets.get(0).labelArity();
            case BR_TABLE -> 1 + instruction.targets.get(0).labelArity();
            case CALL ->
                module.typeOfFunction((int) instruction.immediate).parameters().size();
            case CALL_INDIRECT ->
                1 + module.type((int) instruction.immediate).parameters().size();
            case SELECT -> 3;
            case EXTENDED -> instruction.immediate <= EXTENDED_LAST_CONVERSION ? 1 : 3;
            default -> {
                boolean unary = isMemoryAccess(op) ? !isStore(op) : isUnaryNumeric(op);
                yield unary ? 1 : 2;
            }
        };
    }

    private int pushes(Instruction instruction) {
        int op = instruction.op;
        return switch (op) {
            case SEQUENCE, BLOCK, LOOP, IF -> instruction.blockType == TYPE_NONE ? 0 : 1;
            case UNREACHABLE, BR, BR_IF, BR_TABLE, DROP, LOCAL_SET, GLOBAL_SET -> 0;
            case CALL ->
                module.typeOfFunction((int) instruction.immediate).results().size();
            case CALL_INDIRECT ->
                module.type((int) instruction.immediate).results().size();
            case EXTENDED -> instruction.immediate <= EXTENDED_LAST_CONVERSION ? 1 : 0;
            default -> isStore(op) ? 0 : 1;
        };
    }
}
