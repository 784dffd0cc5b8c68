package dev.pgwright.build.wasm;

import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What instructions need from the function around them.
 *
 * @param used locals read or written
 * @param written locals written
 * @param exits labels outside that are branched to, in order of first use
 */
record Needs(BitSet used, BitSet written, List<Instruction> exits) {

    /** Needs of a list of instructions, where branches to the given labels do not count as exits. */
    static Needs of(List<Instruction> instructions, Set<Instruction> knownLabels) {
        Set<Instruction> inner = Collections.newSetFromMap(new IdentityHashMap<>());
        inner.addAll(knownLabels);
        Instruction.walk(instructions, instruction -> {
            if (instruction.isLabelled()) {
                inner.add(instruction);
            }
        });
        BitSet used = new BitSet();
        BitSet written = new BitSet();
        LinkedHashSet<Instruction> exits = new LinkedHashSet<>();
        Instruction.walk(instructions, instruction -> {
            int local = (int) instruction.immediate;
            if (instruction.op == Op.LOCAL_GET) {
                used.set(local);
            } else if (instruction.op == Op.LOCAL_SET || instruction.op == Op.LOCAL_TEE) {
                used.set(local);
                written.set(local);
            }
            instruction.targets.stream()
                    .filter(target -> !inner.contains(target))
                    .forEach(exits::add);
        });
        return new Needs(used, written, List.copyOf(exits));
    }
}
