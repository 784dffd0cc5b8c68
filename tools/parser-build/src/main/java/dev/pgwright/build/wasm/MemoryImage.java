package dev.pgwright.build.wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a module's data section writes into its memory, as one run of bytes: a runtime can copy it at once, where it would
 * take a tenth of a second to read and place thousands of segments.
 */
public final class MemoryImage {
    private final int address;
    private final byte[] bytes;

    private MemoryImage(int address, byte[] bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Segment(int address, byte[] bytes) {}

    /** Reads a data section, whose segments must all have fixed addresses; gaps between them become zeros. */
    static MemoryImage read(WasmInput in) {
        List<Segment> segments = new ArrayList<>();
        for (int count = in.index(); count > 0; count--) {
            boolean fixed = in.unsigned() == 0 && in.unsignedByte() == Op.I32_CONST;
            if (!fixed) {
                throw new IllegalStateException("a data segment has no fixed address");
            }
            int address = (int) in.signed();
            if (in.unsignedByte() != Op.END) {
                throw new IllegalStateException("a data segment's address is no constant");
            }
            segments.add(new Segment(address, in.raw(in.index())));
        }
        int from = segments.stream().mapToInt(Segment::address).min().orElse(0);
        int to = segments.stream()
                .mapToInt(segment -> segment.address + segment.bytes.length)
                .max()
                .orElse(0);
        byte[] bytes = new byte[to - from];
        for (Segment segment : segments) {
            System.arraycopy(segment.bytes, 0, bytes, segment.address - from, segment.bytes.length);
        }
        return new MemoryImage(from, bytes);
    }

    /** Where in memory the bytes belong. */
    public int address() {
        return address;
    }

    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}
