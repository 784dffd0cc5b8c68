package dev.pgwright.render.erd;

import java.util.ArrayList;
import java.util.List;

/**
 * An order of things in which few wishes "this before that" are broken: insertion at the cheapest place, then moves of
 * single things until none helps (a heuristic for the minimum feedback arc set).
 */
final class LeftToRight {
    private static final int ROUNDS = 10;

    private final int[][] wishes;
    private final List<Integer> sequence = new ArrayList<>();

    private LeftToRight(int[][] wishes) {
        this.wishes = wishes;
    }

    /**
     * The position of each thing.
     *
     * @param wishes how strongly the first is wanted before the second
     */
    static int[] positions(int[][] wishes) {
        LeftToRight order = new LeftToRight(wishes);
        for (int thing = 0; thing < wishes.length; thing++) {
            order.insert(thing, order.sequence.size());
        }
        boolean changed = true;
        for (int round = 0; changed && round < ROUNDS; round++) {
            changed = false;
            for (int thing = 0; thing < wishes.length; thing++) {
                int before = order.sequence.indexOf(thing);
                order.sequence.remove(before);
                changed |= order.insert(thing, before) != before;
            }
        }
        int[] positions = new int[wishes.length];
        for (int position = 0; position < positions.length; position++) {
            positions[order.sequence.get(position)] = position;
        }
        return positions;
    }

    /** Inserts where the fewest wishes are broken, at {@code preferred} when nothing is better. */
    private int insert(int thing, int preferred) {
        // the number of broken wishes for each position, from the last one towards the front
        int[] at = new int[sequence.size() + 1];
        for (int other : sequence) {
            at[sequence.size()] += wishes[thing][other];
        }
        for (int position = sequence.size() - 1; position >= 0; position--) {
            int other = sequence.get(position);
            at[position] = at[position + 1] - wishes[thing][other] + wishes[other][thing];
        }
        int best = Math.min(preferred, sequence.size());
        for (int position = 0; position < at.length; position++) {
            if (at[position] < at[best]) {
                best = position;
            }
        }
        sequence.add(best, thing);
        return best;
    }
}
