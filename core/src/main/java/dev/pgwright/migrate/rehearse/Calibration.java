package dev.pgwright.migrate.rehearse;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.migrate.plan.MigrationPlan;
import dev.pgwright.migrate.plan.PlanStep.Seconds;
import dev.pgwright.server.Postgres;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How long the target takes for what the server of a rehearsal does. Times are {@code measured} where both were timed, else
 * {@code assumed}.
 *
 * @param there the target's speed; null where it is not known
 * @param here that of the rehearsal's server; null where it is not known
 * @param reason why one of them is not known; null where nobody asked, or both are
 */
public record Calibration(
        @Nullable Speed there,
        @Nullable Speed here,
        @Nullable String reason) {
    /** Nobody asked the target. */
    public static final Calibration NONE = new Calibration(null, null, null);

    /**
     * What a server took for the same work.
     *
     * @param table whose pages were read
     * @param computing seconds for a sort with hashes and groups
     * @param reading seconds for a page of the table, from the disk perhaps and from memory
     */
    public record Speed(QualifiedName table, Bounds computing, Bounds reading) {}

    /** The least and the most of several figures. */
    public record Bounds(double least, double most) {
        static Bounds of(List<Double> figures) {
            return new Bounds(Collections.min(figures), Collections.max(figures));
        }

        /** In times of what an undisturbed server takes. */
        Bounds over(Bounds other) {
            return new Bounds(least / other.least, most / other.least);
        }
    }

    /**
     * Times a target, which must not be changed by it.
     *
     * @param from whose tables the plan works through
     */
    public static Calibration of(Postgres target, MigrationPlan plan, Catalog from) {
        List<QualifiedName> tables = SpeedProbe.tables(plan, from);
        return tried("there", () -> new Calibration(SpeedProbe.measure(target, target.database(), tables), null, null));
    }

    /** The same with the speed of the rehearsal's server, by the same table. */
    Calibration with(Postgres server, String database) {
        Speed speed = there;
        return speed == null
                ? this
                : tried(
                        "here",
                        () -> new Calibration(
                                speed, SpeedProbe.measure(server, database, List.of(speed.table())), null));
    }

    private static Calibration tried(String where, Supplier<Calibration> probe) {
        try {
            return probe.get();
        } catch (PgwrightException e) {
            return new Calibration(
                    null, null, where + ": " + e.problems().get(0).message());
        }
    }

    /** How many times as long the target computes; empty where that is not known. */
    public Optional<Bounds> computing() {
        return there == null || here == null
                ? Optional.empty()
                : Optional.of(there.computing().over(here.computing()));
    }

    /** How many times as long the target reads; empty where that is not known. */
    public Optional<Bounds> reading() {
        return there == null || here == null
                ? Optional.empty()
                : Optional.of(there.reading().over(here.reading()));
    }

    /** Whether times are those of the target's own speed. */
    public boolean isMeasured() {
        return there != null && here != null;
    }

    /** How long the target takes, whether it mostly computes or mostly reads. */
    Seconds of(Seconds here) {
        double least = Math.min(factor(computing()).least(), factor(reading()).least());
        double most = Math.max(factor(computing()).most(), factor(reading()).most());
        return new Seconds(here.least() * least, here.most() * most);
    }

    private static Bounds factor(Optional<Bounds> known) {
        return known.orElse(new Bounds(1, 1));
    }
}
