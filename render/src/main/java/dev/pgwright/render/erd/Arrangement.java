package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Tiles a sheet with blocks, in rows or in columns of equal length, so that the lines between their tables are short
 * and the sheet has a pleasant shape. Searched by random changes from a fixed seed, keeping each that is no worse.
 */
final class Arrangement {
    private static final double ASPECT_RATIO = 1.45;
    private static final int STARTS = 12;
    private static final int TRIES_PER_BLOCK = 400;

    private final List<Size> sizes;
    private final List<Pin> pins;
    private final double gap;
    private final Random random = new Random(1);

    /** The two ends of a line: a block and a place in it, from its upper left corner. */
    record Pin(int block, double x, double y, int otherBlock, double otherX, double otherY) {}

    /**
     * The result.
     *
     * @param blocks the places, at least as large as the blocks are
     * @param mirrored which blocks are better turned left to right
     */
    record Tiling(List<Rectangle> blocks, boolean[] mirrored, double width, double height, double cost) {}

    /** In sequence, a new row (or column) begins at each break. */
    private record State(int[] sequence, boolean[] breaks, boolean[] mirrored, boolean inColumns) {
        State copy() {
            return new State(sequence.clone(), breaks.clone(), mirrored.clone(), inColumns);
        }
    }

    private Arrangement(List<Size> sizes, List<Pin> pins, double gap) {
        this.sizes = sizes;
        this.pins = pins;
        this.gap = gap;
    }

    static Tiling of(List<Size> sizes, List<Pin> pins, double gap) {
        return new Arrangement(sizes, pins, gap).search();
    }

    private Tiling search() {
        int count = sizes.size();
        Tiling best = null;
        for (int start = 0; start < STARTS; start++) {
            State state = randomState(count, start % 2 == 1);
            Tiling tiling = tile(state);
            for (int attempt = 0; attempt < TRIES_PER_BLOCK * count; attempt++) {
                State changed = change(state.copy(), count);
                Tiling candidate = tile(changed);
                if (candidate.cost() <= tiling.cost()) {
                    state = changed;
                    tiling = candidate;
                }
            }
            if (best == null || tiling.cost() < best.cost()) {
                best = tiling;
            }
        }
        if (best == null) {
            throw new IllegalStateException("nothing to arrange");
        }
        return best;
    }

    private State randomState(int count, boolean inColumns) {
        State state = new State(new int[count], new boolean[count], new boolean[count], inColumns);
        for (int i = 0; i < count; i++) {
            int other = random.nextInt(i + 1);
            state.sequence()[i] = state.sequence()[other];
            state.sequence()[other] = i;
            state.breaks()[i] = random.nextInt(3) == 0;
        }
        return state;
    }

    private State change(State state, int count) {
        int one = random.nextInt(count);
        int two = random.nextInt(count);
        switch (random.nextInt(4)) {
            case 0 -> swap(state.sequence(), one, two);
            case 1 -> state.breaks()[one] = !state.breaks()[one];
            case 2 -> state.mirrored()[one] = !state.mirrored()[one];
            default -> {
                swap(state.sequence(), one, two);
                state.breaks()[two] = !state.breaks()[two];
            }
        }
        return state;
    }

    private static void swap(int[] values, int one, int two) {
        int value = values[one];
        values[one] = values[two];
        values[two] = value;
    }

    private Tiling tile(State state) {
        List<List<Integer>> lines = new ArrayList<>();
        for (int i = 0; i < state.sequence().length; i++) {
            if (i == 0 || state.breaks()[i]) {
                lines.add(new ArrayList<>());
            }
            lines.get(lines.size() - 1).add(state.sequence()[i]);
        }
        double longest = 0;
        for (List<Integer> line : lines) {
            double length = gap * (line.size() - 1);
            for (int block : line) {
                length += along(block, state.inColumns());
            }
            longest = Math.max(longest, length);
        }
        Rectangle[] places = new Rectangle[sizes.size()];
        double offset = 0;
        double waste = 0;
        for (List<Integer> line : lines) {
            double thickness = 0;
            double spare = longest - gap * (line.size() - 1);
            for (int block : line) {
                thickness = Math.max(thickness, across(block, state.inColumns()));
                spare -= along(block, state.inColumns());
            }
            double at = 0;
            for (int i = 0; i < line.size(); i++) {
                int block = line.get(i);
                // what is left over is dealt out evenly, in whole cells
                double share = Math.floor(spare / (line.size() - i) / Measures.GRID) * Measures.GRID;
                double length = along(block, state.inColumns()) + (i == line.size() - 1 ? spare : share);
                spare -= share;
                places[block] = state.inColumns()
                        ? new Rectangle(offset, at, thickness, length)
                        : new Rectangle(at, offset, length, thickness);
                waste += thickness * length - sizes.get(block).width() * sizes.get(block).height();
                at += length + gap;
            }
            offset += thickness + gap;
        }
        double width = state.inColumns() ? offset - gap : longest;
        double height = state.inColumns() ? longest : offset - gap;
        double shape = StrictMath.log(width / height / ASPECT_RATIO);
        double cost = (wires(places, state) + 0.5 * (pins.size() + 4) * (width + height + 3 * Math.sqrt(waste)))
                * (1 + shape * shape);
        return new Tiling(List.of(places), state.mirrored(), width, height, cost);
    }

    private double wires(Rectangle[] places, State state) {
        double sum = 0;
        for (Pin pin : pins) {
            double dx = x(places, state, pin.block(), pin.x()) - x(places, state, pin.otherBlock(), pin.otherX());
            double dy = y(places, pin.block(), pin.y()) - y(places, pin.otherBlock(), pin.otherY());
            sum += Math.abs(dx) + Math.abs(dy);
        }
        return sum;
    }

    private double x(Rectangle[] places, State state, int block, double x) {
        double width = sizes.get(block).width();
        double left = places[block].x() + (places[block].width() - width) / 2;
        return left + (state.mirrored()[block] ? width - x : x);
    }

    private double y(Rectangle[] places, int block, double y) {
        return places[block].y() + (places[block].height() - sizes.get(block).height()) / 2 + y;
    }

    private double along(int block, boolean inColumns) {
        return inColumns ? sizes.get(block).height() : sizes.get(block).width();
    }

    private double across(int block, boolean inColumns) {
        return inColumns ? sizes.get(block).width() : sizes.get(block).height();
    }
}
