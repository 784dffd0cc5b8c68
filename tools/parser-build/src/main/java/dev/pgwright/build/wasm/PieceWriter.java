package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the functions that parts of a function move to. */
final class PieceWriter {
    private final ModuleState module;
    private final List<Integer> callerLocals;

    PieceWriter(ModuleState module, List<Integer> callerLocals) {
        this.module = module;
        this.callerLocals = callerLocals;
    }

    /** A piece under construction: its own numbering of locals, and the block that is left with an exit code. */
    private final class Piece {
        final Map<Integer, Integer> localNumbers = new HashMap<>();
        final List<Integer> locals = new ArrayList<>();
        final int parameterCount;
        final Instruction root;
        final Instruction exit;
        final List<Instruction> top;

        Piece(boolean takesState, BitSet parameters, BitSet used, BitSet handedBack, boolean givesCode, int result) {
            if (takesState) {
                locals.add(TYPE_I32);
            }
            parameters.stream().forEach(this::number);
            parameterCount = locals.size();
            used.stream().forEach(this::number);
            handedBack.stream().forEach(this::number);
            root = Instruction.block(givesCode ? TYPE_I32 : result);
            if (givesCode && !handedBack.isEmpty()) {
                exit = Instruction.block(TYPE_I32);
                root.body.add(exit);
            } else {
                exit = root;
            }
            top = exit.body;
        }

        private void number(int callerLocal) {
            if (localNumbers.putIfAbsent(callerLocal, locals.size()) == null) {
                locals.add(callerLocals.get(callerLocal));
            }
        }

        void handBack(BitSet handedBack) {
            Map<Integer, Integer> counts = new HashMap<>();
            handedBack.stream().forEach(local -> {
                int valueType = callerLocals.get(local);
                int number = counts.merge(valueType, 1, Integer::sum) - 1;
                getLocal(local);
                root.body.add(Instruction.of(GLOBAL_SET, module.transferGlobal(valueType, number)));
            });
        }

        void getLocal(int callerLocal) {
            Integer number = localNumbers.get(callerLocal);
            if (number == null) {
                throw new IllegalStateException("local " + callerLocal + " is not part of the piece");
            }
            root.body.add(Instruction.of(LOCAL_GET, number));
        }

        int finish() {
            return module.addFunction(root, locals, parameterCount);
        }
    }

    /** Writes a piece with a run of instructions; exit code 0 means that the run was left at its end. */
    int run(List<Instruction> run, Needs needs, BitSet parameters, BitSet handedBack, boolean fallsThrough) {
        boolean givesCode = !needs.exits().isEmpty();
        boolean returnsLocal = !givesCode && fallsThrough && handedBack.cardinality() == 1;
        int result = returnsLocal ? callerLocals.get(handedBack.nextSetBit(0)) : TYPE_NONE;
        Piece piece = new Piece(false, parameters, needs.used(), handedBack, givesCode, result);
        IdentityHashMap<Instruction, Integer> exitCodes = exitCodes(needs.exits(), fallsThrough ? 1 : 0);
        PieceCopier copier = new PieceCopier(
                module, piece.localNumbers, piece.locals, piece.exit, exitCodes, new IdentityHashMap<>());
        piece.top.addAll(copier.copy(run));
        if (givesCode && fallsThrough) {
            piece.top.add(Instruction.of(I32_CONST, 0));
        }
        if (!Instruction.endsTerminal(piece.root.body) || piece.exit != piece.root) {
            if (returnsLocal) {
                piece.getLocal(handedBack.nextSetBit(0));
            } else {
                piece.handBack(handedBack);
            }
        }
        return piece.finish();
    }

    /** Writes a piece with some cases of a switch; its code is the number of the next case, or behind them an exit. */
    int cases(SwitchNest nest, int from, int to, BitSet parameters, BitSet handedBack, List<Instruction> exits) {
        int count = to - from;
        Needs needs = Needs.of(nest.instructions(from, to), Set.of());
        Piece piece = new Piece(count > 1, parameters, needs.used(), handedBack, true, TYPE_NONE);
        List<Instruction> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(Instruction.block(TYPE_NONE));
        }
        IdentityHashMap<Instruction, Integer> exitCodes =
                exitCodes(exits, nest.segments().size() + 1);
        IdentityHashMap<Instruction, Instruction> innerLabels = new IdentityHashMap<>();
        nest.segmentOfLabel().forEach((label, segment) -> {
            if (segment > from && segment < to) {
                innerLabels.put(label, labels.get(segment - from));
            } else {
                exitCodes.put(label, segment);
            }
        });
        PieceCopier copier =
                new PieceCopier(module, piece.localNumbers, piece.locals, piece.exit, exitCodes, innerLabels);
        piece.top.addAll(count == 1 ? copier.copy(nest.segments().get(from)) : nested(nest, from, labels, copier));
        if (!Instruction.endsTerminal(piece.top)) {
            piece.top.add(Instruction.of(I32_CONST, to));
        }
        if (!Instruction.endsTerminal(piece.root.body) || piece.exit != piece.root) {
            piece.handBack(handedBack);
        }
        return piece.finish();
    }

    private static List<Instruction> nested(SwitchNest nest, int from, List<Instruction> labels, PieceCopier copier) {
        Instruction table = new Instruction(BR_TABLE);
        table.targets = labels;
        List<Instruction> inner = new ArrayList<>();
        inner.add(Instruction.of(LOCAL_GET, 0));
        if (from > 0) {
            inner.add(Instruction.of(I32_CONST, from));
            inner.add(new Instruction(I32_SUB));
        }
        inner.add(table);
        for (int i = 0; i < labels.size(); i++) {
            labels.get(i).body = inner;
            inner = new ArrayList<>();
            inner.add(labels.get(i));
            inner.addAll(copier.copy(nest.segments().get(from + i)));
        }
        return inner;
    }

    private static IdentityHashMap<Instruction, Integer> exitCodes(List<Instruction> exits, int base) {
        IdentityHashMap<Instruction, Integer> codes = new IdentityHashMap<>();
        for (int i = 0; i < exits.size(); i++) {
            codes.put(exits.get(i), base + i);
        }
        return codes;
    }
}
