package dev.pgwright.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an embedded server is for; decides its durability and its background work. */
public enum Purpose {
    /** Runs statements and forgets them: nothing is written safely, no background work disturbs. */
    SCRATCH,
    /**
     * Holds production's statistics over files without rows: as {@link #SCRATCH}, and without data checksums, which
     * PostgreSQL 18 has by default and which patched relation files would violate. Autovacuum would truncate them.
     */
    TWIN,
    /** Behaves as a small production server does: durable, with checkpoints and autovacuum. */
    REALISTIC;

    /** Arguments of initdb besides those that every cluster gets. */
    List<String> initdbArguments(PostgresVersion version) {
        if (this == REALISTIC) {
            return List.of("--data-checksums");
        }
        // --no-data-checksums came with the change of the default in 18
        return version.major() >= 18 ? List.of("--wal-segsize=1", "--no-data-checksums") : List.of("--wal-segsize=1");
    }

    /** Server settings, by name. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("timezone", "UTC");
        settings.put("log_timezone", "UTC");
        settings.put("lc_messages", "C");
        settings.put("cluster_name", "pgwright");
        if (this == REALISTIC) {
            settings.put("shared_buffers", "256MB");
            settings.put("max_wal_size", "4GB");
            settings.put("track_io_timing", "on");
        } else {
            settings.put("shared_buffers", "64MB");
            settings.put("fsync", "off");
            settings.put("synchronous_commit", "off");
            settings.put("full_page_writes", "off");
            settings.put("autovacuum", "off");
            settings.put("wal_level", "minimal");
            settings.put("max_wal_senders", "0");
        }
        return settings;
    }
}
