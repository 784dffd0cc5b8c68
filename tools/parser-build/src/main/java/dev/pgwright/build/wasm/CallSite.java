package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the instructions that call a piece and act on what it hands back. */
final class CallSite {
    private static final int FEW_EXITS = 3;

    private final ModuleState module;
    private final List<Integer> locals;
    private final List<Instruction> out;

    CallSite(ModuleState module, List<Integer> locals, List<Instruction> out) {
        this.module = module;
        this.locals = locals;
        this.out = out;
    }

    void call(int function, BitSet parameters) {
        parameters.stream().forEach(this::get);
        out.add(Instruction.of(CALL, function));
    }

    void get(int local) {
        out.add(Instruction.of(LOCAL_GET, local));
    }

    void set(int local) {
        out.add(Instruction.of(LOCAL_SET, local));
    }

    CallSite constant(int value) {
        out.add(Instruction.of(I32_CONST, value));
        return this;
    }

    void unreachable() {
        out.add(new Instruction(UNREACHABLE));
    }

    /** Takes written locals from the transfer globals, numbered per value type in the order of the locals. */
    void reload(BitSet handedBack) {
        Map<Integer, Integer> counts = new HashMap<>();
        handedBack.stream().forEach(local -> {
            int valueType = locals.get(local);
            int number = counts.merge(valueType, 1, Integer::sum) - 1;
            out.add(Instruction.of(GLOBAL_GET, module.transferGlobal(valueType, number)));
            set(local);
        });
    }

    void whenBelow(int local, int bound, Instruction conditional) {
        get(local);
        constant(bound);
        out.add(new Instruction(I32_LT_U));
        out.add(conditional);
    }

    /**
     * Branches to the exit that a code names: {@code base + i} is the i-th exit, a smaller code goes on behind.
     *
     * @param base 0 when the code always names an exit
     */
    void dispatch(int code, List<Instruction> exits, int base) {
        if (exits.size() <= FEW_EXITS) {
            dispatchByComparing(code, exits, base);
        } else if (base == 0) {
            dispatchByTable(code, exits, base);
        } else {
            Instruction conditional = Instruction.conditional();
            get(code);
            constant(base);
            out.add(new Instruction(I32_GE_U));
            out.add(conditional);
            new CallSite(module, locals, conditional.body).dispatchByTable(code, exits, base);
        }
    }

    private void dispatchByComparing(int code, List<Instruction> exits, int base) {
        for (int i = 0; i < exits.size(); i++) {
            Instruction exit = exits.get(i);
            boolean certain = base == 0 && i == exits.size() - 1;
            if (certain) {
                branchWithValue(exit, out);
            } else if (exit.labelArity() == 0) {
                compare(code, base + i);
                out.add(Instruction.branch(BR_IF, exit));
            } else {
                branchWhen(code, base + i, exit);
            }
        }
    }

    private void dispatchByTable(int code, List<Instruction> exits, int base) {
        Instruction last = null;
        for (int i = 0; i < exits.size(); i++) {
            if (exits.get(i).labelArity() == 0) {
                last = exits.get(i);
            } else {
                branchWhen(code, base + i, exits.get(i));
            }
        }
        out.add(Instruction.of(LOCAL_GET, code));
        if (base > 0) {
            constant(base);
            out.add(new Instruction(I32_SUB));
        }
        out.add(table(exits, last));
    }

    private static Instruction table(List<Instruction> exits, @Nullable Instruction last) {
        if (last == null) {
            throw new IllegalStateException("more than " + FEW_EXITS + " exits and all with a value");
        }
        Instruction table = new Instruction(BR_TABLE);
        List<Instruction> targets = new ArrayList<>();
        exits.forEach(exit -> targets.add(exit.labelArity() == 0 ? exit : last));
        targets.add(last);
        table.targets = targets;
        return table;
    }

    private void branchWhen(int code, int value, Instruction exit) {
        compare(code, value);
        Instruction conditional = Instruction.conditional();
        branchWithValue(exit, conditional.body);
        out.add(conditional);
    }

    private void compare(int code, int value) {
        get(code);
        constant(value);
        out.add(new Instruction(I32_EQ));
    }

    private void branchWithValue(Instruction exit, List<Instruction> into) {
        if (exit.labelArity() == 1) {
            into.add(Instruction.of(GLOBAL_GET, module.transferGlobal(exit.blockType, ModuleState.BRANCH_VALUE)));
        }
        into.add(Instruction.branch(BR, exit));
    }
}
