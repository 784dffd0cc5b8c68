package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.design.decide.Mapping;
import dev.pgwright.design.model.AuditTrail;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.GroupRule;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.design.model.Redundancy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be proven.
 *
 * @param catalog as designed
 * @param up SQL script of the first migration, the same statements as {@code schema.sql}
 * @param down SQL script that undoes it
 * @param dbml text of {@code schema.dbml}
 * @param examples SQL literals that are good values of a column, for columns whose checks cannot be guessed
 * @param lifecycles status columns whose changes a trigger restricts
 * @param maintained tables that get their partitions by a function
 * @param redundancies what is said twice and kept in step
 * @param auditTrails tables whose changes are kept
 * @param groupRules what must hold of several rows together when a transaction ends
 * @param mapping from the requirements to the tables, by which queries are judged; null where there are none
 */
public record ProofSubject(
        Catalog catalog,
        String up,
        String down,
        String dbml,
        List<DesignedQuery> queries,
        Map<ColumnName, List<String>> examples,
        List<Lifecycle> lifecycles,
        List<PartitionMaintenance> maintained,
        List<Redundancy> redundancies,
        List<GroupRule> groupRules,
        List<AuditTrail> auditTrails,
        @Nullable Mapping mapping) {}
