package dev.pgwright.workload;

import dev.pgwright.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Queries that are known to be run.
 *
 * @param problems what could not be understood, by place
 */
public record Workload(List<KnownQuery> queries, List<Finding> problems) {
    public Workload {
        queries = List.copyOf(queries);
        problems = problems.stream().sorted().toList();
    }

    /** Both, one after the other; a text that both have is there once, with the calls of the first. */
    public Workload plus(Workload other) {
        Map<String, KnownQuery> bySql = new LinkedHashMap<>();
        queries.forEach(query -> bySql.putIfAbsent(query.sql(), query));
        other.queries.forEach(query -> bySql.putIfAbsent(query.sql(), query));
        List<Finding> all = new ArrayList<>(problems);
        all.addAll(other.problems);
        return new Workload(List.copyOf(bySql.values()), all);
    }
}
