package dev.pgwright.review;

import dev.pgwright.workload.DatabaseFacts;
import java.util.List;

/**
 * The queries that run again and again: those of programs, as far as they are known, and of routines and views under review.
 *
 * @param schema in the end, which is what all of them meet
 */
public record WorkloadContext(List<QueryContext> queries, SchemaContext schema) {
    public WorkloadContext {
        queries = List.copyOf(queries);
    }

    public DatabaseFacts facts() {
        return schema.facts();
    }
}
