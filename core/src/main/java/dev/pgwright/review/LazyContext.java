package dev.pgwright.review;

import dev.pgwright.code.LazyLoading.Access;
import dev.pgwright.source.SourceFile;

/** A program asks in a loop for what JPA loads one by one. */
public record LazyContext(SourceFile source, Access access) {}
