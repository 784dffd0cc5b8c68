package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.BitSet;
import java.util.List;

/** Marks every instruction and label with the locals whose value may still be read from there on. */
final class Liveness {
    private Liveness() {}

    static void mark(Instruction root) {
        root.liveAtLabel(new BitSet());
        before(root.body, new BitSet());
    }

    private static BitSet before(List<Instruction> instructions, BitSet after) {
        BitSet live = copy(after);
        for (int i = instructions.size() - 1; i >= 0; i--) {
            Instruction instruction = instructions.get(i);
            switch (instruction.op) {
                case LOCAL_GET -> live.set((int) instruction.immediate);
                case LOCAL_SET, LOCAL_TEE -> live.clear((int) instruction.immediate);
                case UNREACHABLE -> live = new BitSet();
                case BR, BR_TABLE -> {
                    live = new BitSet();
                    for (Instruction target : instruction.targets) {
                        live.or(target.liveAtLabel());
                    }
                }
                case BR_IF -> live.or(instruction.targets.get(0).liveAtLabel());
                case BLOCK -> {
                    instruction.liveAtLabel(copy(live));
                    live = before(instruction.body, live);
                }
                case LOOP -> live = beforeLoop(instruction, live);
                case IF -> {
                    instruction.liveAtLabel(copy(live));
                    BitSet chosen = before(instruction.body, live);
                    BitSet other = instruction.otherwise == null ? live : before(instruction.otherwise, live);
                    live = copy(chosen);
                    live.or(other);
                }
                default -> {}
            }
            instruction.liveBefore(copy(live));
        }
        return live;
    }

    private static BitSet beforeLoop(Instruction loop, BitSet after) {
        loop.liveAtLabel(new BitSet());
        while (true) {
            BitSet live = copy(before(loop.body, after));
            live.or(loop.liveAtLabel());
            if (live.equals(loop.liveAtLabel())) {
                return live;
            }
            loop.liveAtLabel(live);
        }
    }

    static BitSet copy(BitSet set) {
        return (BitSet) set.clone();
    }
}
