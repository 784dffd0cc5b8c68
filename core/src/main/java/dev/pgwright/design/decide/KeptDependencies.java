package dev.pgwright.design.decide;

import dev.pgwright.catalog.DefinedObject;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.design.decide.Mapping.EntityTable;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.design.requirements.BusinessType;
import dev.pgwright.design.requirements.Dependency;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Dependencies that stay within a row: the planner is told of them, and a query finds rows that contradict each other. */
final class KeptDependencies {
    /** PostgreSQL documentation, CREATE STATISTICS: at most eight columns. */
    private static final int MOST_COLUMNS = 8;

    private static final Set<BusinessType> WITHOUT_ORDER = EnumSet.of(BusinessType.JSON, BusinessType.GEO_POINT);

    private final Mapping mapping;
    private final Draft draft;

    KeptDependencies(Mapping mapping, Draft draft) {
        this.mapping = mapping;
        this.draft = draft;
    }

    void add(Dependency dependency) {
        EntityTable table = mapping.table(dependency.entity());
        List<String> columns = Stream.concat(dependency.from().stream(), dependency.to().stream())
                .filter(name -> table.entity()
                        .attribute(name)
                        .filter(attribute -> !WITHOUT_ORDER.contains(attribute.type()))
                        .isPresent())
                .limit(MOST_COLUMNS)
                .toList();
        if (columns.size() > 1) {
            QualifiedName name = QualifiedName.of(
                    table.name().schema(),
                    draft.naming.constraint(table.name().name(), dependency.from(), "dependencies"));
            draft.objects.add(new DefinedObject(
                    DefinedObject.Kind.STATISTICS,
                    Identifier.sql(name),
                    List.of("CREATE STATISTICS " + Identifier.sql(name) + " (dependencies) ON "
                            + Identifier.sql(columns) + " FROM " + Identifier.sql(table.name())),
                    null));
        }
        draft.redundancies.add(redundancy(dependency, table));
    }

    private Redundancy redundancy(Dependency dependency, EntityTable table) {
        List<String> by = new ArrayList<>();
        if (table.scoped()) {
            mapping.tenantColumn().ifPresent(by::add);
        }
        by.addAll(dependency.from());
        String present = dependency.from().stream()
                .map(column -> Identifier.sql(column) + " IS NOT NULL")
                .collect(Collectors.joining(" AND "));
        String drift =
                "SELECT\n    " + Identifier.sql(by).replace(", ", ",\n    ") + ",\n    count(*) AS row_count\nFROM "
                        + Identifier.sql(table.name()) + "\nWHERE " + present + "\nGROUP BY " + Identifier.sql(by)
                        + "\nHAVING count(DISTINCT ROW(" + Identifier.sql(dependency.to()) + ")) > 1\nORDER BY "
                        + Identifier.sql(by);
        return new Redundancy(
                table.name().name() + "_" + String.join("_", dependency.from()),
                Redundancy.Kind.DEPENDENCY,
                table.name(),
                dependency.to(),
                table.name(),
                List.of(),
                List.of(),
                by,
                null,
                "by nobody: rows that agree in " + String.join(" and ", dependency.from())
                        + " are written apart; people decide which of them is right",
                "two rows can contradict each other until the query is run",
                null,
                drift,
                List.of());
    }
}
