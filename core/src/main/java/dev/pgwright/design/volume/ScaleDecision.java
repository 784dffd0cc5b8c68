package dev.pgwright.design.volume;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Numbers;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * When one server is no longer enough, and what comes then: first replicas for reads, last a distributed PostgreSQL
 * (Citus), for which its distribution key is named. The limits are those of one server with 32 cores, NVMe disks and
 * backups at 500 MB/s (evidence: assumed).
 */
public final class ScaleDecision {
    /** Simple statements by key that 32 cores answer while half of them are idle. */
    static final double READS_OF_ONE_SERVER = 20_000;
    /** Commits that one server's log keeps up with; replicas repeat every one of them. */
    static final double WRITES_OF_ONE_SERVER = 10_000;
    /** Restored in about two hours; VACUUM against wraparound takes a day. */
    static final double BYTES_OF_ONE_SERVER = 4e12;

    private static final int MONTHS_AHEAD = 240;
    private static final String TOPIC = "Beyond one server";

    /** Where the tree ends. */
    public enum Leaf {
        /** Neither bytes nor statements come near a limit within two years. */
        ONE_SERVER,
        /** Reads do: replicas take them. */
        READ_REPLICAS,
        /** Bytes or writes do, and every row belongs to a value of one key. */
        DISTRIBUTE,
        /** Bytes or writes do, and no key is known to most queries: whole subject areas move out. */
        SPLIT
    }

    /**
     * What is asked of the server.
     *
     * @param bytes two years after go-live
     * @param bytesPerMonth that come in then
     * @param readsPerSecond in the busy hour, as far as rates are stated
     * @param writesPerSecond in the busy hour, as far as rates are stated
     */
    public record Load(double bytes, double bytesPerMonth, double readsPerSecond, double writesPerSecond) {
        /** What is stated of a design. */
        public static Load of(Design design) {
            List<Capacity> capacities = Capacity.of(design);
            double reads = 0;
            double writes = 0;
            for (AccessPattern pattern : design.mapping().requirements().accessPatterns()) {
                double rate = pattern.ratePerSecond() == null ? 0 : pattern.ratePerSecond();
                if (reads(pattern)) {
                    reads += rate;
                } else {
                    writes += rate;
                }
            }
            return new Load(
                    capacities.stream().mapToDouble(Capacity::bytes).sum(),
                    capacities.stream()
                            .mapToDouble(capacity -> capacity.perMonth().bytes())
                            .sum(),
                    reads,
                    writes);
        }

        private static boolean reads(AccessPattern pattern) {
            return switch (pattern.kind()) {
                case GET, LIST, AGGREGATE -> true;
                case CREATE, UPDATE, DELETE -> false;
            };
        }
    }

    private ScaleDecision() {}

    public static Leaf leaf(Load load, DistributionKey key) {
        if (load.bytes() > BYTES_OF_ONE_SERVER || load.writesPerSecond() > WRITES_OF_ONE_SERVER) {
            return key.carries() ? Leaf.DISTRIBUTE : Leaf.SPLIT;
        }
        return load.readsPerSecond() > READS_OF_ONE_SERVER ? Leaf.READ_REPLICAS : Leaf.ONE_SERVER;
    }

    /** What to do within two years, and what after. */
    public static Decision decision(Design design) {
        Requirements requirements = design.mapping().requirements();
        Load load = Load.of(design);
        DistributionKey key = DistributionKey.of(requirements, design.mapping());
        Leaf leaf = leaf(load, key);
        Alternative larger = new Alternative(
                "a larger server", "nothing changes for anybody", "ends where machines end; restores take ever longer");
        Alternative replicas = new Alternative(
                "read replicas",
                "reads move off the primary without a change of the schema",
                "they lag: a row just written may not be there yet");
        Alternative distributed = new Alternative(
                "a distributed PostgreSQL (Citus) " + key.words(),
                "bytes and writes spread over many servers",
                "every key contains the distribution column; queries without it ask every server");
        String asked = "about " + Numbers.bytes(load.bytes()) + " in two years, " + rate(load.readsPerSecond())
                + " reads and " + rate(load.writesPerSecond()) + " writes a second in the busy hour";
        String choice = switch (leaf) {
            case ONE_SERVER -> "one server, and a standby for its failure";
            case READ_REPLICAS -> "one server for writes, read replicas for reads that may lag";
            case DISTRIBUTE -> "read replicas first; then a distributed PostgreSQL (Citus) " + key.words();
            case SPLIT -> "read replicas first; then subject areas move to databases of their own";
        };
        String because = switch (leaf) {
            case ONE_SERVER -> asked + " are within what one server does";
            case READ_REPLICAS -> asked + ": more than " + Numbers.rows(READS_OF_ONE_SERVER) + " reads a second";
            case DISTRIBUTE, SPLIT ->
                asked + ": beyond "
                        + (load.bytes() > BYTES_OF_ONE_SERVER
                                ? Numbers.bytes(BYTES_OF_ONE_SERVER) + ", where restores take hours"
                                : Numbers.rows(WRITES_OF_ONE_SERVER)
                                        + " writes a second, which every replica has to repeat")
                        + (leaf == Leaf.SPLIT ? "; " + key.words() : "");
        };
        List<Alternative> alternatives = new ArrayList<>(List.of(larger));
        if (leaf != Leaf.READ_REPLICAS) {
            alternatives.add(replicas);
        }
        if (leaf != Leaf.DISTRIBUTE) {
            alternatives.add(distributed);
        }
        return new Decision(
                TOPIC,
                requirements.project().schema(),
                choice,
                because,
                requirements.project().place(),
                alternatives,
                "the data reaches " + Numbers.bytes(BYTES_OF_ONE_SERVER) + " (" + due(load) + "), reads "
                        + Numbers.rows(READS_OF_ONE_SERVER) + " or writes " + Numbers.rows(WRITES_OF_ONE_SERVER)
                        + " a second");
    }

    /** When the bytes of one server are reached at the pace of the second year's end. */
    static String due(Load load) {
        if (load.bytes() > BYTES_OF_ONE_SERVER) {
            return "within two years";
        }
        double months = load.bytesPerMonth() <= 0
                ? MONTHS_AHEAD
                : 24 + (BYTES_OF_ONE_SERVER - load.bytes()) / load.bytesPerMonth();
        return months >= MONTHS_AHEAD
                ? "not within twenty years at the stated growth"
                : "about " + Math.round(months / 12) + " years after go-live at the stated growth";
    }

    private static String rate(double perSecond) {
        return perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : Numbers.rows(perSecond);
    }
}
