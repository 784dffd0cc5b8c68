package dev.pgwright.design.prove;

/**
 * A plan in short.
 *
 * @param which of the plans of a claim it is: {@code generic}, {@code custom}, {@code without the index}
 * @param cost in the planner's unit, in which reading one page in sequence costs 1
 * @param rows expected of the query
 * @param plan its nodes on one line
 */
public record PlanFigure(String which, double cost, double rows, String plan) {}
