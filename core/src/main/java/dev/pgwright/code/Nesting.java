package dev.pgwright.code;

import dev.pgwright.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** Spans within spans, and which of them are around an offset. */
final class Nesting<T> {
    private final List<T> sorted;
    private final int[] starts;
    private final int[] parents;
    private final Function<T, Span> span;

    Nesting(List<T> all, Function<T, Span> span) {
        this.span = span;
        sorted = all.stream()
                .sorted(Comparator.comparing((T one) -> span.apply(one).start())
                        .thenComparing(one -> -span.apply(one).end()))
                .toList();
        starts = new int[sorted.size()];
        parents = new int[sorted.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < starts.length; i++) {
            starts[i] = span.apply(sorted.get(i)).start();
            while (!open.isEmpty() && span.apply(sorted.get(open.peek())).end() <= starts[i]) {
                open.pop();
            }
            parents[i] = open.isEmpty() ? -1 : open.peek();
            open.push(i);
        }
    }

    /** Those around an offset, the innermost first. */
    List<T> around(int offset) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts[middle] <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        List<T> found = new ArrayList<>();
        for (int i = low - 1; i >= 0; i = parents[i]) {
            if (span.apply(sorted.get(i)).contains(offset)) {
                found.add(sorted.get(i));
            }
        }
        return found;
    }
}
