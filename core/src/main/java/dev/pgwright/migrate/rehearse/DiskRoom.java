package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.catalog.Table;
import dev.pgwright.data.FillSize;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.server.FreeSpace;
import dev.pgwright.server.Postgres;
import dev.pgwright.server.Session;
import dev.pgwright.source.Place;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Whether the file system of a server has room for a rehearsal. */
final class DiskRoom {
    private static final double GIGA = 1e9;

    private DiskRoom() {}

    /**
     * Compares what rows, their WAL and the plan need with what is there. A server on another machine does not say what it
     * has.
     *
     * @throws PgwrightException with {@code REFUSED} and the figures
     */
    static void check(Postgres server, List<Table> tables, ToLongFunction<QualifiedName> rows) {
        long filled = 0;
        long largest = 0;
        for (Table table : tables) {
            long bytes = FillSize.bytes(table, rows.applyAsLong(table.name()));
            filled += bytes;
            largest = Math.max(largest, bytes);
        }
        try (Session session = Session.of(server.connect())) {
            OptionalLong room = FreeSpace.of(session);
            long wal = Math.min(filled, walKept(session));
            // a step that rewrites a table has it twice
            long needed = filled + wal + largest;
            if (room.isPresent() && room.getAsLong() < needed) {
                throw new PgwrightException(
                        ErrorCode.REFUSED,
                        Place.ofObject(server.uri(server.database())),
                        String.format(
                                Locale.ROOT,
                                "the rehearsal needs about %.1f GB of disk: %.1f for rows and indexes, %.1f for WAL, %.1f"
                                        + " for a second form of the largest table; there are %.1f",
                                needed / GIGA,
                                filled / GIGA,
                                wal / GIGA,
                                largest / GIGA,
                                room.getAsLong() / GIGA),
                        "ask for fewer rows with --rows, or name another server with --on");
            }
        }
    }

    private static long walKept(Session session) {
        return Long.parseLong(session.rows("select pg_size_bytes(current_setting('max_wal_size'))")
                .single());
    }
}
