package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.List;

/** Function body bytes to instruction trees. Unreachable instructions are dropped; a return is a branch to the root. */
final class FunctionDecoder {
    private final WasmInput in;
    private final List<Instruction> labels = new ArrayList<>();

    private FunctionDecoder(WasmInput in) {
        this.in = in;
    }

    static Function decode(byte[] body, FunctionType type) {
        FunctionDecoder decoder = new FunctionDecoder(new WasmInput(body, 0));
        List<Integer> locals = new ArrayList<>(type.parameters());
        for (int groups = decoder.in.index(); groups > 0; groups--) {
            int count = decoder.in.index();
            int valueType = decoder.in.unsignedByte();
            for (int i = 0; i < count; i++) {
                locals.add(valueType);
            }
        }
        Instruction root = Instruction.block(
                type.results().isEmpty() ? TYPE_NONE : type.results().get(0));
        decoder.labels.add(root);
        int end = decoder.instructions(root.body);
        if (end != END || decoder.in.position() != body.length) {
            throw new IllegalStateException("a function body does not end where it should");
        }
        return new Function(root, locals, type.parameters().size());
    }

    /** Reads up to end or else and gives back which of them it was. */
    private int instructions(List<Instruction> out) {
        boolean reachable = true;
        while (true) {
            int op = in.unsignedByte();
            if (op == END || op == ELSE) {
                return op;
            }
            Instruction instruction = new Instruction(op == RETURN ? BR : op);
            if (op == RETURN) {
                instruction.targets = List.of(labels.get(0));
            } else {
                immediates(instruction);
            }
            if (reachable && op != NOP) {
                out.add(instruction);
            }
            reachable &= !instruction.isTerminal();
        }
    }

    private void immediates(Instruction instruction) {
        int op = instruction.op;
        switch (op) {
            case BLOCK, LOOP, IF -> block(instruction);
            case BR, BR_IF -> instruction.targets = List.of(label());
            case BR_TABLE -> {
                int count = in.index() + 1;
                List<Instruction> targets = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    targets.add(label());
                }
                instruction.targets = targets;
            }
            case CALL, LOCAL_GET, LOCAL_SET, LOCAL_TEE, GLOBAL_GET, GLOBAL_SET -> instruction.immediate = in.unsigned();
            case CALL_INDIRECT -> {
                instruction.immediate = in.unsigned();
                instruction.immediate2 = in.unsigned();
            }
            case I32_CONST, I64_CONST -> instruction.immediate = in.signed();
            case F32_CONST -> instruction.raw = in.raw(4);
            case F64_CONST -> instruction.raw = in.raw(8);
            case MEMORY_SIZE, MEMORY_GROW -> instruction.raw = in.raw(1);
            case EXTENDED -> {
                instruction.immediate = in.unsigned();
                instruction.raw = in.raw(extendedImmediates((int) instruction.immediate));
            }
            case UNREACHABLE, NOP, DROP, SELECT -> {}
            default -> {
                if (isMemoryAccess(op)) {
                    instruction.immediate = in.unsigned();
                    instruction.immediate2 = in.unsigned();
                } else if (op < FIRST_NUMERIC || op > LAST_NUMERIC) {
                    throw new IllegalStateException("instruction " + Integer.toHexString(op) + " is not known");
                }
            }
        }
    }

    private static int extendedImmediates(int number) {
        if (number <= EXTENDED_LAST_CONVERSION) {
            return 0;
        }
        return switch (number) {
            case EXTENDED_MEMORY_COPY -> 2;
            case EXTENDED_MEMORY_FILL -> 1;
            default -> throw new IllegalStateException("extended instruction " + number + " is not known");
        };
    }

    private void block(Instruction block) {
        long type = in.signed();
        if (type >= 0) {
            throw new IllegalStateException("blocks with parameters are not supported");
        }
        block.blockType = (int) (type & 0x7f);
        block.body = new ArrayList<>();
        labels.add(block);
        if (instructions(block.body) == ELSE) {
            List<Instruction> otherwise = new ArrayList<>();
            instructions(otherwise);
            block.otherwise = otherwise;
        }
        labels.remove(labels.size() - 1);
    }

    private Instruction label() {
        return labels.get(labels.size() - 1 - in.index());
    }
}
