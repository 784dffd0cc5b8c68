package dev.pgwright.design.prove;

import dev.pgwright.design.decide.Design;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.decide.RetentionQuery;
import dev.pgwright.design.decide.SchemaDesigner;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.MissedTarget;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.requirements.AccessPattern;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.volume.StatedVolumes;
import dev.pgwright.twin.TwinStatistics;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proven of the plans of a design's queries.
 *
 * @param statistics of the tables at the stated volume
 * @param accesses how each query is meant to get at its rows
 * @param indexes of the design that no constraint brings
 * @param targets of the access patterns, by the name of the query
 * @param now the moment at which the queries run; the statistics end there, and equal subjects give equal plans whenever
 *     they are proven
 */
public record PlanSubject(
        TwinStatistics statistics,
        List<IntendedAccess> accesses,
        List<PlannedIndex> indexes,
        Map<String, Target> targets,
        Instant now) {
    public PlanSubject {
        accesses = List.copyOf(accesses);
        indexes = List.copyOf(indexes);
        targets = Collections.unmodifiableMap(new TreeMap<>(targets));
    }

    /** Go-live of a project that does not say when. */
    private static final LocalDate UNSTATED_GO_LIVE = LocalDate.of(2027, 1, 1);
    /** The queries run a few days after go-live's date, within the first partitions, of whatever size these are. */
    private static final int DAYS_AFTER_GO_LIVE = 3;

    /** The design's own, at the volume of its horizon. */
    public static PlanSubject of(Design design) {
        Requirements requirements = design.mapping().requirements();
        String goLive = requirements.project().goLive();
        Instant now = (goLive == null ? UNSTATED_GO_LIVE : LocalDate.parse(goLive))
                .plusDays(DAYS_AFTER_GO_LIVE)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        Set<String> missed =
                design.missedTargets().stream().map(MissedTarget::query).collect(Collectors.toSet());
        Map<String, Target> targets = new TreeMap<>();
        for (AccessPattern pattern : requirements.accessPatterns()) {
            targets.put(
                    pattern.name(),
                    new Target(
                            pattern.latencyMillis(),
                            pattern.kind() == AccessPattern.Kind.LIST,
                            missed.contains(pattern.name())));
        }
        Mapping mapping = design.mapping();
        for (EntityTable table : RetentionQuery.tables(mapping)) {
            double cascaded = RetentionQuery.batch(mapping, table) * RetentionQuery.cascaded(mapping, table);
            targets.put(RetentionQuery.name(table), new Target(null, false, false, cascaded));
        }
        return new PlanSubject(
                StatedVolumes.of(design, SchemaDesigner.HORIZON_DAYS, now),
                design.accesses(),
                design.indexes(),
                targets,
                now);
    }

    /**
     * What is asked of a query.
     *
     * @param latencyMillis null when none is stated
     * @param page whether it gives one page of a list
     * @param missed whether the design itself says that the target is out of reach
     * @param cascaded rows that triggers of foreign keys delete with those of a call
     */
    public record Target(@Nullable Double latencyMillis, boolean page, boolean missed, double cascaded) {
        static final Target NONE = new Target(null, false, false, 0);

        Target(@Nullable Double latencyMillis, boolean page, boolean missed) {
            this(latencyMillis, page, missed, 0);
        }
    }
}
