package dev.pgwright.design.prove.evaluate;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An address with its prefix length. The order is PostgreSQL's: family, then the bits that both prefixes have, then the
 * prefix length, then the address (network_cmp_internal in src/backend/utils/adt/network.c, PostgreSQL 18).
 */
record Network(String address, int prefix) implements Comparable<Network> {
    /** Reads an address with or without a prefix length. */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int bits = address.indexOf(':') < 0 ? 32 : 128;
        return new Network(address, slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)));
    }

    private byte[] bytes() {
        try {
            // a literal address: no name is looked up
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address: " + address, e);
        }
    }

    @Override
    public int compareTo(Network other) {
        byte[] mine = bytes();
        byte[] others = other.bytes();
        if (mine.length != others.length) {
            return Integer.compare(mine.length, others.length);
        }
        int shared = compareBits(mine, others, Math.min(prefix, other.prefix));
        if (shared != 0) {
            return shared;
        }
        int lengths = Integer.compare(prefix, other.prefix);
        return lengths != 0 ? lengths : compareBits(mine, others, 8 * mine.length);
    }

    private static int compareBits(byte[] left, byte[] right, int count) {
        for (int i = 0; i < count; i++) {
            int mask = 0x80 >> (i % 8);
            int difference = Integer.compare(left[i / 8] & mask, right[i / 8] & mask);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }
}
