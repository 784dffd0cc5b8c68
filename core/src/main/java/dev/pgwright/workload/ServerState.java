package dev.pgwright.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server was like when its facts were read.
 *
 * @param countedSeconds for how long the statistics of the database had been counted; 0 when nobody knows
 * @param time of its clock, such as {@code 2026-11-20T10:15:00Z}; null when nobody knows
 * @param off those of the settings autovacuum and track_counts that are off
 * @param outdated extensions that are older than what their files offer
 */
public record ServerState(
        long countedSeconds, @Nullable String time, List<String> off, List<OutdatedExtension> outdated) {
    /** No server was asked. */
    public static final ServerState NONE = new ServerState(0, null, List.of(), List.of());

    public ServerState {
        off = off.stream().sorted().toList();
        outdated = List.copyOf(outdated);
    }

    /**
     * An extension to which ALTER EXTENSION ... UPDATE has a way.
     *
     * @param installed its version in the database
     * @param offered the version that CREATE EXTENSION would install
     */
    public record OutdatedExtension(String name, String installed, String offered) {}

    /** For how many whole days statistics had been counted. */
    public long countedDays() {
        return countedSeconds / 86_400;
    }
}
