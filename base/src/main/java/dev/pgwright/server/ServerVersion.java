package dev.pgwright.server;

/**
 * The version of a running server.
 *
 * @param number {@code server_version_num}: 180006 is 18.6
 * @param text {@code server_version} as the server words it, packager's addition included
 */
public record ServerVersion(int number, String text) implements Comparable<ServerVersion> {
    public int major() {
        return number / 10_000;
    }

    public int minor() {
        return number % 10_000;
    }

    public boolean isAtLeast(int wantedMajor) {
        return major() >= wantedMajor;
    }

    @Override
    public int compareTo(ServerVersion other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return text;
    }
}
