package dev.pgwright.design.prove;

import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.server.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tries the functions that make and drop partitions on rows whose partition nobody has made: they must find a partition
 * of their own, a second call must find nothing to do, and dropping must take partitions and rows.
 */
final class PartitionProofs {
    private final Session session;
    private final Population population;

    PartitionProofs(Session session, Population population) {
        this.session = session;
        this.population = population;
    }

    Proof prove(PartitionMaintenance maintained) {
        Claim claim = new Claim(
                Proof.Kind.PARTITIONS,
                maintained.table().toString(),
                "partitions of " + maintained.table() + " are made, take in rows that waited, and go with their rows");
        return population.scoped(() -> tried(claim, maintained));
    }

    private Proof tried(Claim claim, PartitionMaintenance maintained) {
        String table = Quoted.name(maintained.table());
        String column = Quoted.name(maintained.column());
        long rows = number("SELECT count(*) FROM " + table);
        if (rows == 0) {
            return claim.notShown("no row is there that could go to a partition");
        }
        String make = "SELECT " + Quoted.name(maintained.make()) + "(min(" + column + ")::date, max(" + column
                + ")::date + 1) FROM " + table;
        Session.Attempt made = session.attempt(make);
        if (!made.worked()) {
            return claim.failed(made.failure().orElseThrow(), make);
        }
        long waiting = number("SELECT count(*) FROM " + Quoted.name(maintained.defaultPartition()));
        if (waiting != 0 || number("SELECT count(*) FROM " + table) != rows) {
            return claim.failed("of " + rows + " rows " + waiting + " are left in the default partition", null, make);
        }
        String ahead = "SELECT " + Quoted.name(maintained.make()) + "(date '9000-01-01', date '9000-01-20')";
        if (List.of("0", "").contains(String.valueOf(value(session.attempt(ahead))))) {
            return claim.failed("no partition is made for days to come", null, ahead);
        }
        Session.Attempt again = session.attempt(make);
        if (!"0".equals(value(again))) {
            return claim.failed("a second call does not find all partitions made: " + value(again), null, make);
        }
        String drop = "SELECT " + Quoted.name(maintained.drop()) + "(date '9999-12-31')";
        Session.Attempt dropped = session.attempt(drop);
        if (!dropped.worked()) {
            return claim.failed(dropped.failure().orElseThrow(), drop);
        }
        return number("SELECT count(*) FROM " + table) == 0
                ? claim.passed(
                        "each of " + rows + " rows came into a partition of its own span; a second call made none;"
                                + " dropping the partitions took the rows",
                        null,
                        make)
                : claim.failed("rows are left where their partition should have been dropped", null, drop);
    }

    private long number(String sql) {
        return Long.parseLong(String.valueOf(session.rows(sql).single()));
    }

    private static @Nullable String value(Session.Attempt attempt) {
        return attempt.worked()
                ? attempt.rows().single()
                : attempt.failure().orElseThrow().message();
    }
}
