/**
 * The judgement: from requirements to tables, keys, types, constraints, indexes and partitions. One class per decision;
 * each knows its leaves, its alternatives and their cost.
 */
@NullMarked
package dev.pgwright.design.decide;

import org.jspecify.annotations.NullMarked;
