package dev.pgwright.design.model;

import dev.pgwright.catalog.ColumnName;
import java.util.List;
import java.util.Map;

/**
 * A status column and its allowed changes.
 *
 * @param transitions from value to the values that may follow; a value without an entry is final
 */
public record Lifecycle(ColumnName column, List<String> values, Map<String, List<String>> transitions) {}
