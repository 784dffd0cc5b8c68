package dev.pgwright.server;

import java.util.Optional;

/** The major versions that pgwright is proven on, each of which it can start itself. */
public enum PostgresVersion {
    V14(14),
    V15(15),
    V16(16),
    V17(17),
    V18(18);

    /** What is started when nobody says otherwise. */
    public static final PostgresVersion DEFAULT = V18;

    private final int major;

    PostgresVersion(int major) {
        this.major = major;
    }

    public int major() {
        return major;
    }

    /** The version of this major number, or empty when pgwright does not know it. */
    public static Optional<PostgresVersion> ofMajor(int major) {
        for (PostgresVersion version : values()) {
            if (version.major == major) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return Integer.toString(major);
    }
}
