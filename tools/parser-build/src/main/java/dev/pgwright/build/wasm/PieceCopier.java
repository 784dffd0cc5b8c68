package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies instructions into a piece: locals get their new numbers, branches that leave the piece become exit codes.
 */
final class PieceCopier {
    private final ModuleState module;
    private final Map<Integer, Integer> localNumbers;
    private final List<Integer> locals;
    private final Instruction exit;
    private final IdentityHashMap<Instruction, Integer> exitCodes;
    /** Labels of the original and what stands for them inside the piece. */
    private final IdentityHashMap<Instruction, Instruction> innerLabels;

    PieceCopier(
            ModuleState module,
            Map<Integer, Integer> localNumbers,
            List<Integer> locals,
            Instruction exit,
            IdentityHashMap<Instruction, Integer> exitCodes,
            IdentityHashMap<Instruction, Instruction> innerLabels) {
        this.module = module;
        this.localNumbers = localNumbers;
        this.locals = locals;
        this.exit = exit;
        this.exitCodes = exitCodes;
        this.innerLabels = innerLabels;
    }

    List<Instruction> copy(List<Instruction> instructions) {
        List<Instruction> out = new ArrayList<>();
        instructions.forEach(instruction -> copy(instruction, out));
        return out;
    }

    private void copy(Instruction original, List<Instruction> out) {
        switch (original.op) {
            case NOP -> {}
            case SEQUENCE -> out.addAll(copy(original.body));
            case BR -> branch(original.targets.get(0), out);
            case BR_IF -> conditionalBranch(original.targets.get(0), out);
            case BR_TABLE -> table(original, out);
            case LOCAL_GET, LOCAL_SET, LOCAL_TEE -> {
                Integer number = localNumbers.get((int) original.immediate);
                if (number == null) {
                    throw new IllegalStateException("local " + original.immediate + " is not part of the piece");
                }
                out.add(Instruction.of(original.op, number));
            }
            default -> {
                Instruction copy = new Instruction(original.op);
                copy.immediate = original.immediate;
                copy.immediate2 = original.immediate2;
                copy.raw = original.raw;
                copy.blockType = original.blockType;
                if (original.isLabelled()) {
                    innerLabels.put(original, copy);
                    copy.body = copy(original.body);
                    copy.otherwise = original.otherwise == null ? null : copy(original.otherwise);
                }
                out.add(copy);
            }
        }
    }

    private void branch(Instruction target, List<Instruction> out) {
        Instruction inner = innerLabels.get(target);
        if (inner != null) {
            out.add(Instruction.branch(BR, inner));
            return;
        }
        if (target.labelArity() == 1) {
            out.add(Instruction.of(GLOBAL_SET, module.transferGlobal(target.blockType, ModuleState.BRANCH_VALUE)));
        }
        leave(target, out);
    }

    private void conditionalBranch(Instruction target, List<Instruction> out) {
        Instruction inner = innerLabels.get(target);
        if (inner != null) {
            out.add(Instruction.branch(BR_IF, inner));
            return;
        }
        if (target.labelArity() == 1) {
            throw new IllegalStateException("a conditional branch takes a value out of a piece");
        }
        Instruction conditional = Instruction.conditional();
        leave(target, conditional.body);
        out.add(conditional);
    }

    private void leave(Instruction target, List<Instruction> out) {
        out.add(Instruction.of(I32_CONST, exitCode(target)));
        out.add(Instruction.branch(BR, exit));
    }

    private int exitCode(Instruction target) {
        Integer code = exitCodes.get(target);
        if (code == null) {
            throw new IllegalStateException("a branch leaves a piece by no known exit");
        }
        return code;
    }

    private void table(Instruction original, List<Instruction> out) {
        List<Instruction> targets = original.targets;
        boolean leaves = targets.stream().anyMatch(target -> !innerLabels.containsKey(target));
        if (leaves && targets.stream().anyMatch(target -> target.labelArity() == 1)) {
            throw new IllegalStateException("a table of branches takes a value out of a piece");
        }
        if (targets.size() > CodeSize.LARGEST_TABLE) {
            // too many entries for one JVM method; every entry is an exit, so a function can look the code up
            int lookup = LookupTable.add(
                    module, targets.stream().mapToInt(this::exitCode).toArray());
            out.add(Instruction.of(CALL, lookup));
            out.add(Instruction.branch(BR, exit));
            return;
        }
        Map<Instruction, Instruction> landings = new LinkedHashMap<>();
        List<Instruction> copied = new ArrayList<>();
        for (Instruction target : targets) {
            Instruction inner = innerLabels.get(target);
            copied.add(inner != null ? inner : landings.computeIfAbsent(target, key -> Instruction.block(TYPE_NONE)));
        }
        Instruction table = new Instruction(BR_TABLE);
        table.targets = copied;
        if (landings.isEmpty()) {
            out.add(table);
            return;
        }
        locals.add(TYPE_I32);
        int index = locals.size() - 1;
        out.add(Instruction.of(LOCAL_SET, index));
        List<Instruction> inner = new ArrayList<>();
        inner.add(Instruction.of(LOCAL_GET, index));
        inner.add(table);
        for (Map.Entry<Instruction, Instruction> landing : landings.entrySet()) {
            landing.getValue().body = inner;
            inner = new ArrayList<>();
            inner.add(landing.getValue());
            leave(landing.getKey(), inner);
        }
        out.addAll(inner);
    }
}
