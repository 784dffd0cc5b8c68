package dev.pgwright.design.decide;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.IntendedAccess;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.model.MissedTarget;
import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.model.Redundancy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was designed and why.
 *
 * @param accesses how each query is meant to get at the rows of each table it reads, sorted
 * @param seedStatements INSERTs that belong to the schema: the values of lookup tables
 * @param examples SQL literals that are good values of a column
 * @param maintained tables that get their partitions by a function
 * @param constraintOfRule name of each consistency rule to the constraint that holds it
 * @param redundancies what is said twice on purpose
 * @param groupRules what must hold of several rows together
 * @param auditTrails tables whose changes are kept
 * @param missedTargets latency targets that no index makes good
 */
public record Design(
        Mapping mapping,
        Catalog catalog,
        List<Decision> decisions,
        List<PlannedIndex> indexes,
        List<IntendedAccess> accesses,
        List<String> seedStatements,
        Map<ColumnName, List<String>> examples,
        List<Lifecycle> lifecycles,
        List<PartitionMaintenance> maintained,
        Map<String, String> constraintOfRule,
        List<Redundancy> redundancies,
        List<GroupRule> groupRules,
        List<AuditTrail> auditTrails,
        List<MissedTarget> missedTargets) {
    public Design {
        decisions = List.copyOf(decisions);
        indexes = List.copyOf(indexes);
        accesses = List.copyOf(accesses);
        seedStatements = List.copyOf(seedStatements);
        examples = Collections.unmodifiableMap(new LinkedHashMap<>(examples));
        lifecycles = List.copyOf(lifecycles);
        maintained = List.copyOf(maintained);
        redundancies = List.copyOf(redundancies);
        groupRules = List.copyOf(groupRules);
        auditTrails = List.copyOf(auditTrails);
        missedTargets = List.copyOf(missedTargets);
        constraintOfRule = Collections.unmodifiableMap(new LinkedHashMap<>(constraintOfRule));
    }
}
