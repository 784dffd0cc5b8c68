package dev.pgwright.load.git;

import java.util.ArrayList;
import java.util.List;

/**
 * Which lines of a file a change touches.
 *
 * @param added ranges of lines that are new or different, in order
 * @param removedBehind lines behind which others were removed and none added; 0 is before the first
 */
public record ChangedLines(List<Range> added, List<Integer> removedBehind) {
    /** Every line of a file: it is new. */
    public static final ChangedLines ALL = new ChangedLines(List.of(new Range(1, Integer.MAX_VALUE)), List.of());

    public ChangedLines {
        added = List.copyOf(added);
        removedBehind = List.copyOf(removedBehind);
    }

    /** Lines from 1, both included. */
    public record Range(int first, int last) {}

    /** Whether something in these lines, from 1 and both included, is new, different, or was removed in between. */
    public boolean touches(int first, int last) {
        return added.stream().anyMatch(range -> range.first() <= last && first <= range.last())
                || removedBehind.stream().anyMatch(line -> first <= line && line < last);
    }

    ChangedLines plus(int first, int count) {
        List<Range> ranges = new ArrayList<>(added);
        List<Integer> removed = new ArrayList<>(removedBehind);
        if (count == 0) {
            removed.add(first);
        } else {
            ranges.add(new Range(first, first + count - 1));
        }
        return new ChangedLines(ranges, removed);
    }
}
