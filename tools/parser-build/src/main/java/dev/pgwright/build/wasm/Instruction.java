package dev.pgwright.build.wasm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An instruction as a tree node: blocks hold their instructions, branches point to the block whose label they name.
 * Identity matters, a block is its own label; so this is no record.
 */
final class Instruction {
    final int op;
    /** The first immediate: an index, a constant, a memory alignment; the operand count of a sequence. */
    long immediate;
    /** The second immediate: a table index, a memory offset. */
    long immediate2;
    /** Immediates that are copied as they are. */
    byte[] raw = {};
    /** The result type of a block, or {@link Op#TYPE_NONE}. */
    int blockType = Op.TYPE_NONE;

    List<Instruction> body = List.of();

    @Nullable List<Instruction> otherwise;

    List<Instruction> targets = List.of();

    private @Nullable BitSet liveBefore;
    private @Nullable BitSet liveAtLabel;

    Instruction(int op) {
        this.op = op;
    }

    static Instruction of(int op, long immediate) {
        Instruction made = new Instruction(op);
        made.immediate = immediate;
        return made;
    }

    static Instruction branch(int op, Instruction target) {
        Instruction made = new Instruction(op);
        made.targets = List.of(target);
        return made;
    }

    static Instruction block(int blockType) {
        Instruction made = new Instruction(Op.BLOCK);
        made.blockType = blockType;
        made.body = new ArrayList<>();
        return made;
    }

    static Instruction conditional() {
        Instruction made = new Instruction(Op.IF);
        made.body = new ArrayList<>();
        return made;
    }

    static Instruction sequence() {
        Instruction made = new Instruction(Op.SEQUENCE);
        made.body = new ArrayList<>();
        return made;
    }

    boolean isLabelled() {
        return op == Op.BLOCK || op == Op.LOOP || op == Op.IF;
    }

    boolean isPlainBlock() {
        return op == Op.BLOCK && blockType == Op.TYPE_NONE;
    }

    /** Whether control never reaches the next instruction. */
    boolean isTerminal() {
        return op == Op.UNREACHABLE || op == Op.BR || op == Op.BR_TABLE;
    }

    /** How many values a branch to this label takes along. */
    int labelArity() {
        return op == Op.LOOP || blockType == Op.TYPE_NONE ? 0 : 1;
    }

    BitSet liveBefore() {
        return known(liveBefore);
    }

    void liveBefore(BitSet locals) {
        liveBefore = locals;
    }

    BitSet liveAtLabel() {
        return known(liveAtLabel);
    }

    void liveAtLabel(BitSet locals) {
        liveAtLabel = locals;
    }

    private BitSet known(@Nullable BitSet locals) {
        if (locals == null) {
            throw new IllegalStateException("liveness is not known for instruction " + Integer.toHexString(op));
        }
        return locals;
    }

    static void walk(List<Instruction> instructions, Consumer<Instruction> visitor) {
        for (Instruction instruction : instructions) {
            visitor.accept(instruction);
            walk(instruction.body, visitor);
            if (instruction.otherwise != null) {
                walk(instruction.otherwise, visitor);
            }
        }
    }

    static boolean endsTerminal(List<Instruction> instructions) {
        if (instructions.isEmpty()) {
            return false;
        }
        Instruction last = instructions.get(instructions.size() - 1);
        return last.isTerminal() || (last.op == Op.SEQUENCE && endsTerminal(last.body));
    }
}
