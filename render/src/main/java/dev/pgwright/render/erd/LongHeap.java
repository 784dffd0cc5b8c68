package dev.pgwright.render.erd;

import java.util.Arrays;

/** A priority queue of longs, smallest first, without an object for each. */
final class LongHeap {
    private long[] values = new long[1024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (values[parent] <= value) {
                break;
            }
            values[at] = values[parent];
            at = parent;
        }
        values[at] = value;
    }

    long removeSmallest() {
        long smallest = values[0];
        long moved = values[--size];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && values[child + 1] < values[child]) {
                child++;
            }
            if (values[child] >= moved) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = moved;
        return smallest;
    }
}
