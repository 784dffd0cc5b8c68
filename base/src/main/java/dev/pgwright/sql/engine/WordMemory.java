package dev.pgwright.sql.engine;

import java.util.Arrays;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;

/**
 * The memory of the parser's C code, in words of four bytes, lowest byte first: most of what C reads and writes are whole words.
 * Each access is a few instructions, which Java's first compiler puts where they are needed; it does not do so with the handles
 * that make words of an array of bytes, and these took a fifth of the time of a review.
 *
 * <p>An address outside of the memory ends in {@link ArrayIndexOutOfBoundsException}. There is one thread, so that nothing is
 * atomic and nobody waits.
 */
final class WordMemory implements Memory {
    private static final int WORDS_PER_PAGE = PAGE_SIZE / 4;

    private final MemoryLimits limits;
    private int[] words;

    WordMemory(MemoryLimits limits) {
        this.limits = limits;
        this.words = new int[limits.initialPages() * WORDS_PER_PAGE];
    }

    @Override
    public byte read(int address) {
        return (byte) (words[address >> 2] >> ((address & 3) << 3));
    }

    @Override
    public short readShort(int address) {
        return (address & 1) == 0 ? (short) (words[address >> 2] >> ((address & 2) << 3)) : unalignedShort(address);
    }

    private short unalignedShort(int address) {
        return (short) (read(address) & 0xff | read(address + 1) << 8);
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xffff;
    }

    @Override
    public int readInt(int address) {
        return (address & 3) == 0 ? words[address >> 2] : unalignedInt(address);
    }

    private int unalignedInt(int address) {
        int shift = (address & 3) << 3;
        return words[address >> 2] >>> shift | words[(address >> 2) + 1] << (32 - shift);
    }

    @Override
    public long readLong(int address) {
        return readInt(address) & 0xffff_ffffL | (long) readInt(address + 4) << 32;
    }

    @Override
    public void writeByte(int address, byte value) {
        int shift = (address & 3) << 3;
        int word = address >> 2;
        words[word] = words[word] & ~(0xff << shift) | (value & 0xff) << shift;
    }

    @Override
    public void writeShort(int address, short value) {
        if ((address & 1) == 0) {
            int shift = (address & 2) << 3;
            int word = address >> 2;
            words[word] = words[word] & ~(0xffff << shift) | (value & 0xffff) << shift;
        } else {
            writeByte(address, (byte) value);
            writeByte(address + 1, (byte) (value >> 8));
        }
    }

    @Override
    public void writeI32(int address, int value) {
        if ((address & 3) == 0) {
            words[address >> 2] = value;
        } else {
            unaligned(address, value);
        }
    }

    private void unaligned(int address, int value) {
        int shift = (address & 3) << 3;
        int word = address >> 2;
        words[word] = words[word] & ~(-1 << shift) | value << shift;
        words[word + 1] = words[word + 1] & -1 << shift | value >>> (32 - shift);
    }

    @Override
    public void writeLong(int address, long value) {
        writeI32(address, (int) value);
        writeI32(address + 4, (int) (value >> 32));
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public byte[] readBytes(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; ) {
            int word = words[(address + i) >> 2] >> (((address + i) & 3) << 3);
            for (int end = Math.min(length, i + 4 - ((address + i) & 3)); i < end; i++) {
                bytes[i] = (byte) word;
                word >>= 8;
            }
        }
        return bytes;
    }

    @Override
    public void write(int address, byte[] bytes, int offset, int length) {
        int done = 0;
        while (done < length && ((address + done) & 3) != 0) {
            writeByte(address + done, bytes[offset + done]);
            done++;
        }
        for (; done + 4 <= length; done += 4) {
            int from = offset + done;
            words[(address + done) >> 2] = bytes[from] & 0xff
                    | (bytes[from + 1] & 0xff) << 8
                    | (bytes[from + 2] & 0xff) << 16
                    | bytes[from + 3] << 24;
        }
        for (; done < length; done++) {
            writeByte(address + done, bytes[offset + done]);
        }
    }

    @Override
    public void copy(int target, int source, int length) {
        if (((target | source | length) & 3) == 0) {
            System.arraycopy(words, source >> 2, words, target >> 2, length >> 2);
        } else {
            write(target, readBytes(source, length), 0, length);
        }
    }

    @Override
    public void fill(byte value, int from, int to) {
        int word = (value & 0xff) * 0x0101_0101;
        int address = from;
        for (; address < to && (address & 3) != 0; address++) {
            writeByte(address, value);
        }
        for (; address + 4 <= to; address += 4) {
            words[address >> 2] = word;
        }
        for (; address < to; address++) {
            writeByte(address, value);
        }
    }

    @Override
    public void zero() {
        Arrays.fill(words, 0);
    }

    @Override
    public int pages() {
        return words.length / WORDS_PER_PAGE;
    }

    /** By so many pages; gives how many there were, or -1 when it would be too many. */
    @Override
    public int grow(int more) {
        int before = pages();
        if (more < 0 || more > maximumPages() - before) {
            return -1;
        }
        words = Arrays.copyOf(words, (before + more) * WORDS_PER_PAGE);
        return before;
    }

    @Override
    public int initialPages() {
        return limits.initialPages();
    }

    @Override
    public int maximumPages() {
        return limits.maximumPages();
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        if (segments.length != 0) {
            throw new UnsupportedOperationException("the first content is written by CompiledParser");
        }
    }

    @Override
    public void initPassiveSegment(int segment, int address, int offset, int size) {
        throw new UnsupportedOperationException("there are no segments");
    }

    @Override
    public void drop(int segment) {
        throw new UnsupportedOperationException("there are no segments");
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Object lock(int address) {
        throw single();
    }

    @Override
    public int waitOn(int address, int expected, long timeout) {
        throw single();
    }

    @Override
    public int waitOn(int address, long expected, long timeout) {
        throw single();
    }

    @Override
    public int notify(int address, int most) {
        throw single();
    }

    private static UnsupportedOperationException single() {
        return new UnsupportedOperationException("the memory belongs to one thread");
    }
}
