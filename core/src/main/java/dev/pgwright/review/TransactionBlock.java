package dev.pgwright.review;

import dev.pgwright.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that holds statements of a migration. Two are the same only if they are the same object.
 *
 * @param number from 1, within the migration
 * @param byRunner whether the tool that runs the migration opens it, not a BEGIN in the file
 * @param begin the BEGIN, null when there is none
 */
public record TransactionBlock(
        int number, boolean byRunner, @Nullable Span begin) {}
