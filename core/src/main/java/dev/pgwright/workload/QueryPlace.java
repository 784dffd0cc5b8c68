package dev.pgwright.workload;

import dev.pgwright.source.SourceFile;
import dev.pgwright.source.Span;

/** Where a query stands in a file of SQL. */
public record QueryPlace(SourceFile file, Span span) {}
