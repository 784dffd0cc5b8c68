package dev.pgwright.workload;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Who is sent the write-ahead log, or keeps it from being removed. */
final class ReplicationReader {
    private static final String STANDBYS = """
            select application_name as name from pg_stat_replication r
            where coalesce(state, '') <> 'backup'
              and not exists (select from pg_replication_slots s where s.active_pid = r.pid and s.slot_type = 'logical')
            """;

    /** An active physical slot is that of a standby, which is listed by its own name. */
    private static final String SLOTS = """
            select slot_name as name, slot_type as type, active from pg_replication_slots
            where not temporary and not (active and slot_type = 'physical')
            """;

    private ReplicationReader() {}

    static List<String> read(FactsQuery query) throws SQLException {
        List<String> receivers = new ArrayList<>();
        query.each(STANDBYS, row -> receivers.add("standby " + row.text("name")));
        query.each(
                SLOTS,
                row -> receivers.add(row.text("type") + " slot " + row.text("name")
                        + (row.flag("active") ? "" : " (nobody reads it)")));
        return receivers;
    }
}
