package dev.pgwright.design.model;

import dev.pgwright.catalog.QualifiedName;

/**
 * A latency target that no index makes good.
 *
 * @param query the access pattern's name
 * @param table whose rows are too many
 * @param visits rows visited by a call on the cheapest way, with those of other tables that it looks up
 * @param millis about what these take, most pages in memory
 */
public record MissedTarget(String query, QualifiedName table, double visits, double millis) {}
