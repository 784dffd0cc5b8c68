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
    private static final double ASPECT_RATIO = 1.25;
    private static final double SIZE_WEIGHT = 0.5;
    private static final double WASTE_WEIGHT = 3;
    private static final double SHAPE_WEIGHT = 1.5;
    private static final double STACKED = 60;
    private static final int STARTS = 12;
    private static final int TRIES_PER_BLOCK = 400;

    private final List<Block> blocks;
    private final List<Pin> pins;
    private final double gap;
    private final Random random = new Random(1);

    /** A block with the forms it may take. */
    record Block(List<Form> forms) {
        Block {
            forms = List.copyOf(forms);
        }
    }

    /** One way to place a block's tables, from the block's upper left corner. */
    record Form(Size size, List<Rectangle> tables) {
        Form {
            tables = List.copyOf(tables);
        }

        /** Turned left to right. */
        Form mirrored() {
            return new Form(
                    size,
                    tables.stream()
                            .map(at -> new Rectangle(size.width() - at.right(), at.y(), at.width(), at.height()))
                            .toList());
        }
    }

    /** The two ends of a line: a block and one of its tables. */
    record Pin(int block, int table, int otherBlock, int otherTable) {}

    /**
     * The result.
     *
     * @param areas the places of the blocks, at least as large as their forms
     * @param forms the form of each block
     */
    record Tiling(List<Rectangle> areas, List<Form> forms, double width, double height, double cost) {
        /** Where a table is on the sheet: forms stand in the middle of their areas. */
        Rectangle table(int block, int table) {
            Form form = forms.get(block);
            Rectangle area = areas.get(block);
            return form.tables()
                    .get(table)
                    .plus(
                            area.x() + Measures.snapped((area.width() - form.size().width()) / 2),
                            area.y() + Measures.snapped((area.height() - form.size().height()) / 2));
        }
    }

    /** In sequence, a new row (or column) begins at each break. */
    private record State(int[] sequence, boolean[] breaks, int[] forms, boolean inColumns) {
        State copy() {
            return new State(sequence.clone(), breaks.clone(), forms.clone(), inColumns);
        }
    }

    private Arrangement(List<Block> blocks, List<Pin> pins, double gap) {
        this.blocks = blocks;
        this.pins = pins;
        this.gap = gap;
    }

    static Tiling of(List<Block> blocks, List<Pin> pins, double gap) {
        return new Arrangement(blocks, pins, gap).search();
    }

    private Tiling search() {
        int count = blocks.size();
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
        State state = new State(new int[count], new boolean[count], new int[count], inColumns);
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
            case 2 -> state.forms()[one] = random.nextInt(blocks.get(one).forms().size());
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
        int count = blocks.size();
        List<Form> forms = new ArrayList<>();
        for (int block = 0; block < count; block++) {
            forms.add(blocks.get(block).forms().get(state.forms()[block]));
        }
        List<List<Integer>> lines = lines(state);
        double longest = 0;
        for (List<Integer> line : lines) {
            longest = Math.max(longest, length(line, forms, state.inColumns()));
        }
        Rectangle[] areas = new Rectangle[count];
        double offset = 0;
        double waste = 0;
        for (List<Integer> line : lines) {
            double thickness = 0;
            for (int block : line) {
                thickness = Math.max(thickness, across(forms.get(block), state.inColumns()));
            }
            double spare = longest - length(line, forms, state.inColumns());
            double at = 0;
            for (int i = 0; i < line.size(); i++) {
                Form form = forms.get(line.get(i));
                // what is left over is dealt out evenly, in whole cells
                double share = i == line.size() - 1
                        ? spare
                        : Math.floor(spare / (line.size() - i) / Measures.GRID) * Measures.GRID;
                double length = along(form, state.inColumns()) + share;
                spare -= share;
                areas[line.get(i)] = state.inColumns()
                        ? new Rectangle(offset, at, thickness, length)
                        : new Rectangle(at, offset, length, thickness);
                waste += thickness * length - form.size().width() * form.size().height();
                at += length + gap;
            }
            offset += thickness + gap;
        }
        double width = state.inColumns() ? offset - gap : longest;
        double height = state.inColumns() ? longest : offset - gap;
        double wires = wires(areas, forms);
        double shape = StrictMath.log(width / height / ASPECT_RATIO);
        double size = width + height + WASTE_WEIGHT * Math.sqrt(waste);
        double cost = (wires + SIZE_WEIGHT * (pins.size() + 4) * size) * (1 + SHAPE_WEIGHT * shape * shape);
        return new Tiling(List.of(areas), List.copyOf(forms), width, height, cost);
    }

    private static List<List<Integer>> lines(State state) {
        List<List<Integer>> lines = new ArrayList<>();
        for (int i = 0; i < state.sequence().length; i++) {
            if (i == 0 || state.breaks()[i]) {
                lines.add(new ArrayList<>());
            }
            lines.get(lines.size() - 1).add(state.sequence()[i]);
        }
        return lines;
    }

    private double wires(Rectangle[] areas, List<Form> forms) {
        double sum = 0;
        for (Pin pin : pins) {
            Rectangle one = forms.get(pin.block()).tables().get(pin.table());
            Rectangle two = forms.get(pin.otherBlock()).tables().get(pin.otherTable());
            double oneX = areas[pin.block()].x() + middle(areas[pin.block()].width(), forms.get(pin.block()).size().width()) + one.x();
            double twoX = areas[pin.otherBlock()].x() + middle(areas[pin.otherBlock()].width(), forms.get(pin.otherBlock()).size().width()) + two.x();
            double oneY = areas[pin.block()].y() + middle(areas[pin.block()].height(), forms.get(pin.block()).size().height()) + one.y();
            double twoY = areas[pin.otherBlock()].y() + middle(areas[pin.otherBlock()].height(), forms.get(pin.otherBlock()).size().height()) + two.y();
            double apart = Math.max(oneX - twoX - two.width(), twoX - oneX - one.width());
            // tables one above the other need a line that leaves and comes back on the same side
            double dx = apart >= 0 ? apart : STACKED + Math.min(Math.abs(oneX - twoX), Math.abs(oneX + one.width() - twoX - two.width()));
            sum += dx + Math.abs(oneY - twoY);
        }
        return sum;
    }

    private static double middle(double outer, double inner) {
        return (outer - inner) / 2;
    }

    private double length(List<Integer> line, List<Form> forms, boolean inColumns) {
        double length = gap * (line.size() - 1);
        for (int block : line) {
            length += along(forms.get(block), inColumns);
        }
        return length;
    }

    private static double along(Form form, boolean inColumns) {
        return inColumns ? form.size().height() : form.size().width();
    }

    private static double across(Form form, boolean inColumns) {
        return inColumns ? form.size().width() : form.size().height();
    }
}
