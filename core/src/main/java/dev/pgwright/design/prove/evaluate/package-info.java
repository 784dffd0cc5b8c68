/**
 * What an access pattern of the requirements means over plain table contents, without any SQL: the expectation that a
 * query's rows are compared with.
 */
@NullMarked
package dev.pgwright.design.prove.evaluate;

import org.jspecify.annotations.NullMarked;
