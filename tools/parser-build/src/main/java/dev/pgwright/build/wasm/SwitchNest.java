package dev.pgwright.build.wasm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A switch statement as compilers write it: {@code block block block .. br_table end case end case end case end}.
 *
 * @param outer the outermost block
 * @param segments what stands before the innermost end, then what stands between one end and the next
 * @param segmentOfLabel the segment that a branch to a block of the nest continues with; behind the last for the outer
 * @param liveAt live locals at the start of each segment and behind the last
 */
record SwitchNest(
        Instruction outer,
        List<List<Instruction>> segments,
        IdentityHashMap<Instruction, Integer> segmentOfLabel,
        List<BitSet> liveAt) {

    /** How many blocks start at the same point. */
    static int depth(Instruction block) {
        return chain(block).size();
    }

    static SwitchNest of(Instruction outer) {
        List<Instruction> chain = chain(outer);
        int innermost = chain.size() - 1;
        List<List<Instruction>> segments = new ArrayList<>();
        List<BitSet> liveAt = new ArrayList<>();
        IdentityHashMap<Instruction, Integer> segmentOfLabel = new IdentityHashMap<>();
        segments.add(chain.get(innermost).body);
        liveAt.add(outer.liveBefore());
        for (int i = innermost; i >= 1; i--) {
            List<Instruction> around = chain.get(i - 1).body;
            segmentOfLabel.put(chain.get(i), segments.size());
            liveAt.add(chain.get(i).liveAtLabel());
            segments.add(new ArrayList<>(around.subList(1, around.size())));
        }
        segmentOfLabel.put(outer, segments.size());
        liveAt.add(outer.liveAtLabel());
        return new SwitchNest(outer, segments, segmentOfLabel, liveAt);
    }

    private static List<Instruction> chain(Instruction outer) {
        List<Instruction> chain = new ArrayList<>();
        Instruction next = outer;
        while (next.isPlainBlock() && !next.body.isEmpty()) {
            chain.add(next);
            next = next.body.get(0);
        }
        return chain;
    }

    Set<Instruction> labels() {
        return segmentOfLabel.keySet();
    }

    List<Instruction> instructions(int from, int to) {
        List<Instruction> all = new ArrayList<>();
        segments.subList(from, to).forEach(all::addAll);
        return all;
    }

    /** Size of a segment, with what it costs to turn the table branches that leave it into exit codes. */
    int cost(int segment) {
        int[] cost = {CodeSize.of(segments.get(segment))};
        Instruction.walk(segments.get(segment), instruction -> {
            if (instruction.op == Op.BR_TABLE) {
                cost[0] += 6 * new HashSet<>(instruction.targets).size();
            }
        });
        return cost[0];
    }
}
