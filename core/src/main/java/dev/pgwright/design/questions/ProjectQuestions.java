package dev.pgwright.design.questions;

import dev.pgwright.catalog.Partitioning;
import dev.pgwright.catalog.Table;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.requirements.Entity;
import dev.pgwright.design.requirements.Relationship;
import dev.pgwright.design.requirements.Requirements;
import dev.pgwright.design.requirements.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What is open about the whole. */
final class ProjectQuestions {
    private static final Set<String> TENANTS = Set.of(
            "tenant", "organisation", "organization", "workspace", "company", "account", "customer_account", "client");

    /** Fewer entities below it make it an owner of something rather than a tenant. */
    private static final int TENANT_CHILDREN = 2;

    private ProjectQuestions() {}

    static List<Raised> goLive(Facts facts) {
        Requirements.Project project = facts.requirements().project();
        List<EntityTable> byTime = facts.mapping().tables().stream()
                .filter(table -> isByTime(facts, table))
                .toList();
        List<String> partitioned =
                byTime.stream().map(table -> table.name().name()).toList();
        if (project.goLive() != null || partitioned.isEmpty()) {
            return List.of();
        }
        long rows = byTime.stream()
                .mapToLong(table -> facts.rows(table.entity().name()))
                .max()
                .orElse(0);
        return List.of(new Raised(
                Subject.PROJECT,
                project.place(),
                rows,
                Map.of(
                        "tables",
                        partitioned.stream().map(table -> "'" + table + "'").collect(Collectors.joining(" and ")),
                        "are",
                        partitioned.size() == 1 ? "is" : "are")));
    }

    private static boolean isByTime(Facts facts, EntityTable table) {
        return facts.design()
                .catalog()
                .table(table.name())
                .map(Table::partitioning)
                .filter(partitioning -> partitioning.strategy() == Partitioning.Strategy.RANGE)
                .isPresent();
    }

    static List<Raised> tenancy(Facts facts) {
        Requirements requirements = facts.requirements();
        if (requirements.tenancy() != null) {
            return List.of();
        }
        return requirements.entities().stream()
                .filter(entity -> TENANTS.contains(entity.name()))
                .filter(entity -> facts.parents(entity.name()).isEmpty())
                .filter(entity -> facts.children(entity.name()).stream()
                                .filter(Relationship::required)
                                .map(Relationship::to)
                                .distinct()
                                .count()
                        >= TENANT_CHILDREN)
                .limit(1)
                .map(entity -> new Raised(
                        Subject.PROJECT,
                        entity.place(),
                        largest(facts, requirements.entities()),
                        Map.of("entity", Facts.words(entity.name()))))
                .toList();
    }

    private static long largest(Facts facts, List<Entity> entities) {
        return entities.stream()
                .mapToLong(entity -> facts.rows(entity.name()))
                .max()
                .orElse(0);
    }
}
