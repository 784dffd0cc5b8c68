package dev.pgwright.build.wasm;

import static dev.pgwright.build.wasm.Op.*;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Moves parts of one function into functions of their own until it is small enough.
 *
 * <p>A piece takes the locals it reads as parameters and hands the locals it wrote back through transfer globals;
 * branches that leave the piece become an exit code on which the call site branches. Switch statements become groups
 * of cases, driven by the number of the case to continue with.
 */
final class FunctionSplitter {
    private static final int SMALLEST_PIECE = 150;
    private static final int SMALLEST_NEST = 6;
    private static final int LARGEST_GROUP = 300;
    private static final int MOST_ROUNDS = 12;

    private final ModuleState module;
    private final StackEffect stack;
    private final int limit;
    private final List<Integer> locals;
    private final PieceWriter pieces;

    private FunctionSplitter(ModuleState module, Function function, int limit) {
        this.module = module;
        this.stack = new StackEffect(module);
        this.limit = limit;
        this.locals = function.locals();
        this.pieces = new PieceWriter(module, locals);
    }

    /** Splits the function in place; new functions are added to the module. */
    static void split(ModuleState module, Function function, int limit) {
        Liveness.mark(function.root());
        new FunctionSplitter(module, function, limit).shrink(function.root().body, limit);
    }

    private void shrink(List<Instruction> instructions, int target) {
        if (CodeSize.of(instructions) <= target) {
            return;
        }
        shrinkBlocks(instructions);
        for (int round = 0; CodeSize.of(instructions) > target && round < MOST_ROUNDS; round++) {
            int before = CodeSize.of(instructions);
            outlineStatements(instructions);
            if (CodeSize.of(instructions) >= before) {
                throw new IllegalStateException("cannot shrink a function below " + before + " bytes");
            }
        }
    }

    private void shrinkBlocks(List<Instruction> instructions) {
        for (int i = 0; i < instructions.size(); i++) {
            Instruction block = instructions.get(i);
            if (!block.isLabelled() || CodeSize.of(block) <= limit / 3) {
                continue;
            }
            if (block.isPlainBlock() && SwitchNest.depth(block) >= SMALLEST_NEST) {
                instructions.set(i, outlineCases(block));
                continue;
            }
            shrink(block.body, limit / 2);
            if (block.otherwise != null) {
                shrink(block.otherwise, limit / 3);
            }
        }
    }

    /** Packs neighbouring statements into pieces. */
    private void outlineStatements(List<Instruction> instructions) {
        List<StackEffect.Statement> statements = stack.statements(instructions);
        List<Instruction> result = new ArrayList<>();
        int room = limit - 600;
        int first = 0;
        while (first < statements.size()) {
            int from = statements.get(first).from();
            int to = from;
            int size = 0;
            int next = first;
            while (next < statements.size() && statements.get(next).movable()) {
                StackEffect.Statement statement = statements.get(next);
                int more = CodeSize.of(instructions.subList(statement.from(), statement.to()));
                if (next > first && size + more > room) {
                    break;
                }
                size += more;
                to = statement.to();
                next++;
            }
            if (next == first) {
                result.addAll(instructions.subList(from, statements.get(first).to()));
                first++;
                continue;
            }
            List<Instruction> run = new ArrayList<>(instructions.subList(from, to));
            if (size < SMALLEST_PIECE) {
                result.addAll(run);
            } else {
                result.add(outline(
                        run, to < instructions.size() ? instructions.get(to).liveBefore() : null));
            }
            first = next;
        }
        instructions.clear();
        instructions.addAll(result);
    }

    /**
     * Moves instructions into a piece.
     *
     * @param liveAfter locals read behind the instructions; null when that is not known, so any may be
     */
    private Instruction outline(List<Instruction> run, @Nullable BitSet liveAfter) {
        Needs needs = Needs.of(run, Set.of());
        List<Instruction> exits = needs.exits();
        boolean fallsThrough = !run.get(run.size() - 1).isTerminal();
        BitSet before = run.get(0).liveBefore();
        BitSet parameters = intersection(needs.used(), before);
        BitSet readLater = new BitSet();
        if (fallsThrough && liveAfter == null) {
            readLater.set(0, locals.size());
        } else if (fallsThrough) {
            readLater.or(liveAfter);
        }
        exits.forEach(exit -> readLater.or(exit.liveAtLabel()));
        BitSet handedBack = intersection(needs.written(), readLater);
        if (liveAfter == null && fallsThrough) {
            // perhaps not assigned on every path: the caller's value goes in and comes back
            parameters.or(handedBack);
        }
        Instruction sequence = Instruction.sequence();
        sequence.liveBefore(Liveness.copy(before));
        CallSite call = new CallSite(module, locals, sequence.body);
        boolean returnsLocal = exits.isEmpty() && fallsThrough && handedBack.cardinality() == 1;
        int piece = pieces.run(run, needs, parameters, handedBack, fallsThrough);
        call.call(piece, parameters);
        if (returnsLocal) {
            call.set(handedBack.nextSetBit(0));
        } else if (exits.isEmpty()) {
            call.reload(handedBack);
            if (!fallsThrough) {
                call.unreachable();
            }
        } else {
            int exitCode = newLocal(TYPE_I32);
            call.set(exitCode);
            call.reload(handedBack);
            call.dispatch(exitCode, exits, fallsThrough ? 1 : 0);
        }
        return sequence;
    }

    /** Turns a switch nest into calls of pieces with some cases each, steered by the number of the next case. */
    private Instruction outlineCases(Instruction outer) {
        SwitchNest nest = SwitchNest.of(outer);
        int count = nest.segments().size();
        for (int i = 0; i < count; i++) {
            List<Instruction> segment = nest.segments().get(i);
            if (CodeSize.of(segment) > limit / 2) {
                markEnd(segment, nest.liveAt().get(i + 1));
                shrink(segment, limit / 2);
            }
        }
        Instruction sequence = Instruction.sequence();
        sequence.liveBefore(outer.liveBefore());
        CallSite site = new CallSite(module, locals, sequence.body);
        int state = newLocal(TYPE_I32);
        site.constant(0).set(state);
        List<Instruction> exits =
                Needs.of(nest.instructions(0, count), nest.labels()).exits();
        int from = 0;
        while (from < count) {
            int to = groupEnd(nest, from);
            if (from == 0) {
                callGroup(site, nest, from, to, exits, state);
            } else {
                Instruction conditional = Instruction.conditional();
                callGroup(new CallSite(module, locals, conditional.body), nest, from, to, exits, state);
                site.whenBelow(state, to, conditional);
            }
            from = to;
        }
        if (!exits.isEmpty()) {
            site.dispatch(state, exits, count + 1);
        }
        return sequence;
    }

    /** A marker with the live locals behind a segment, so that its end is no unknown. */
    private static void markEnd(List<Instruction> segment, BitSet liveAfter) {
        boolean terminal = !segment.isEmpty() && segment.get(segment.size() - 1).isTerminal();
        if (!terminal) {
            Instruction marker = new Instruction(NOP);
            marker.liveBefore(liveAfter);
            segment.add(marker);
        }
    }

    private int groupEnd(SwitchNest nest, int from) {
        int room = limit - 900;
        int to = from;
        int size = 0;
        while (to < nest.segments().size()) {
            int more = nest.cost(to);
            if (to > from && (size + more > room || to - from >= LARGEST_GROUP)) {
                break;
            }
            size += more + 4;
            to++;
        }
        return to;
    }

    private void callGroup(CallSite call, SwitchNest nest, int from, int to, List<Instruction> exits, int state) {
        List<Instruction> instructions = nest.instructions(from, to);
        Needs needs = Needs.of(instructions, nest.labels());
        BitSet liveIn = new BitSet();
        nest.liveAt().subList(from, to).forEach(liveIn::or);
        BitSet parameters = intersection(needs.used(), liveIn);
        BitSet readLater = Liveness.copy(nest.liveAt().get(to));
        needs.exits().forEach(exit -> readLater.or(exit.liveAtLabel()));
        Instruction.walk(
                instructions,
                instruction -> instruction.targets.stream()
                        .filter(nest.labels()::contains)
                        .forEach(target -> readLater.or(target.liveAtLabel())));
        BitSet handedBack = intersection(needs.written(), readLater);
        int piece = pieces.cases(nest, from, to, parameters, handedBack, exits);
        if (to - from > 1) {
            call.get(state);
        }
        call.call(piece, parameters);
        call.set(state);
        call.reload(handedBack);
    }

    private int newLocal(int valueType) {
        locals.add(valueType);
        return locals.size() - 1;
    }

    private static BitSet intersection(BitSet left, BitSet right) {
        BitSet both = Liveness.copy(left);
        both.and(right);
        return both;
    }
}
