package dev.pgwright.render.erd;

import dev.pgwright.render.erd.Diagram.Size;
import dev.pgwright.render.erd.Geometry.Rectangle;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int MOST_TRIES = 12 * TRIES_PER_BLOCK;

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
     * @param wires the estimated length of the lines
     */
    record Tiling(List<Rectangle> areas, List<Form> forms, double width, double height, double wires, Dearness sheet) {
        /** The lower the better; the length of the lines is an estimate until they are led. */
        double cost() {
            return costWith(wires);
        }

        double costWith(double lengthOfLines) {
            return (lengthOfLines + sheet.size()) * sheet.shape();
        }

        /** Where a table is on the sheet: forms stand in the middle of their areas. */
        Rectangle table(int block, int table) {
            Form form = forms.get(block);
            Rectangle area = areas.get(block);
            return form.tables()
                    .get(table)
                    .plus(
                            area.x()
                                    + Measures.snapped(
                                            (area.width() - form.size().width()) / 2),
                            area.y()
                                    + Measures.snapped(
                                            (area.height() - form.size().height()) / 2));
        }
    }

    /** What a sheet costs by its size, as a length of lines, and a factor for its shape. */
    private record Dearness(double size, double shape) {}

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

    /** The best tilings, best first; at least one. */
    static List<Tiling> of(List<Block> blocks, List<Pin> pins, double gap) {
        return new Arrangement(blocks, pins, gap).search();
    }

    private List<Tiling> search() {
        int count = blocks.size();
        List<Tiling> found = new ArrayList<>();
        for (int start = 0; start < STARTS; start++) {
            State state = randomState(count, start % 2 == 1);
            Tiling tiling = tile(state);
            for (int attempt = 0; attempt < Math.min(TRIES_PER_BLOCK * count, MOST_TRIES); attempt++) {
                State changed = change(state.copy(), count);
                Tiling candidate = tile(changed);
                if (candidate.cost() <= tiling.cost()) {
                    state = changed;
                    tiling = candidate;
                }
            }
            found.add(tiling);
        }
        found.sort(Comparator.comparingDouble(Tiling::cost));
        return found;
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
            case 2 ->
                state.forms()[one] = random.nextInt(blocks.get(one).forms().size());
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
        double size = SIZE_WEIGHT * (pins.size() + 4) * (width + height + WASTE_WEIGHT * Math.sqrt(waste));
        Dearness sheet = new Dearness(size, 1 + SHAPE_WEIGHT * shape * shape);
        return new Tiling(List.of(areas), List.copyOf(forms), width, height, wires, sheet);
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
            double oneX = one.x() + left(areas[pin.block()], forms.get(pin.block()));
            double twoX = two.x() + left(areas[pin.otherBlock()], forms.get(pin.otherBlock()));
            double oneY = one.y() + top(areas[pin.block()], forms.get(pin.block()));
            double twoY = two.y() + top(areas[pin.otherBlock()], forms.get(pin.otherBlock()));
            double apart = Math.max(oneX - twoX - two.width(), twoX - oneX - one.width());
            if (apart < 0) {
                // one above the other: the line leaves and comes back on the same side
                double shift = Math.min(Math.abs(oneX - twoX), Math.abs(oneX + one.width() - twoX - two.width()));
                sum += STACKED + shift;
            }
            sum += Math.max(0, apart) + Math.abs(oneY - twoY);
        }
        return sum;
    }

    private static double left(Rectangle area, Form form) {
        return area.x() + (area.width() - form.size().width()) / 2;
    }

    private static double top(Rectangle area, Form form) {
        return area.y() + (area.height() - form.size().height()) / 2;
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
