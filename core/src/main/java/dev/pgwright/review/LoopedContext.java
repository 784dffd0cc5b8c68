package dev.pgwright.review;

import dev.pgwright.code.CallsAcross.Looped;
import dev.pgwright.source.SourceFile;

/** A program calls in a loop what sends a statement in another file. */
public record LoopedContext(SourceFile source, Looped call) {}
