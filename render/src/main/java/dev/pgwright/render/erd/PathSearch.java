package dev.pgwright.render.erd;

import java.util.Arrays;
import java.util.List;

/** A* on a {@link RoutingGrid}. A state is a point and the direction a line has there. */
final class PathSearch {
    private static final int STEP = 10;
    private static final int STEP_TOGETHER = 4;
    private static final int ESTIMATE = 8;
    private static final int BEND = 70;
    private static final int CROSSING = 45;
    private static final int BESIDE = 2;
    private static final int THROUGH_END = 80;
    /** So dear that it is only done where there is no other way. */
    private static final int OVER_ANOTHER = 1500;

    private final RoutingGrid grid;
    private final int[] cost;
    private final int[] from;
    private final boolean[] target;

    private int lastCost;
    private int ownNet;
    private int[] targets = {};

    /** Estimated total cost in the upper half, state in the lower. */
    private final LongHeap queue = new LongHeap();

    PathSearch(RoutingGrid grid) {
        this.grid = grid;
        cost = new int[grid.size() * 2];
        from = new int[grid.size() * 2];
        target = new boolean[grid.size()];
    }

    /** The points of the cheapest way from one of the starts to one of the targets, which it leaves horizontally. */
    int[] find(int net, List<Integer> starts, List<Integer> goals) {
        ownNet = net;
        targets = goals.stream().mapToInt(goal -> goal).toArray();
        Arrays.fill(cost, Integer.MAX_VALUE);
        Arrays.fill(from, -1);
        goals.forEach(goal -> target[goal] = true);
        queue.clear();
        for (int start : starts) {
            int state = start * 2 + RoutingGrid.HORIZONTAL;
            if (!isOutside(start)) {
                offer(-1, state, grid.isForeign(start, RoutingGrid.HORIZONTAL, net) ? OVER_ANOTHER : 0);
            }
        }
        int reached = -1;
        while (reached < 0 && !queue.isEmpty()) {
            long entry = queue.removeSmallest();
            int state = (int) entry;
            int point = state / 2;
            int direction = state % 2;
            if ((entry >>> 32) > cost[state] + estimate(state)) {
                continue;
            }
            if (target[point] && direction == RoutingGrid.HORIZONTAL && from[state] >= 0) {
                reached = state;
                continue;
            }
            offer(state, state ^ 1, turnCost(point));
            int stride = direction == RoutingGrid.HORIZONTAL ? 1 : grid.columns();
            step(state, point, point - stride, direction);
            step(state, point, point + stride, direction);
        }
        goals.forEach(goal -> target[goal] = false);
        lastCost = reached < 0 ? 0 : cost[reached];
        if (reached < 0) {
            throw new IllegalStateException("no way for a line");
        }
        return path(reached);
    }

    /** What the last way found costs, in pixels of a straight line. */
    double cost() {
        return lastCost * Measures.GRID / STEP;
    }

    private void step(int state, int point, int next, int direction) {
        if (!isOutside(next) && !isBlocked(next, direction)) {
            offer(state, next * 2 + direction, stepCost(point, next, direction));
        }
    }

    private void offer(int before, int state, int more) {
        int total = (before < 0 ? 0 : cost[before]) + more;
        if (total < cost[state]) {
            cost[state] = total;
            from[state] = before;
            queue.add((long) (total + estimate(state)) << 32 | state);
        }
    }

    private boolean isOutside(int point) {
        int column = point % grid.columns();
        return point < 0 || point >= grid.size() || column == 0 || column == grid.columns() - 1;
    }

    /** The ends themselves are always open: two tables side by side may leave no other room between them. */
    private boolean isBlocked(int point, int direction) {
        return grid.isBlocked(point, direction) && !target[point];
    }

    private int turnCost(int point) {
        boolean occupied = grid.isForeign(point, RoutingGrid.HORIZONTAL, ownNet)
                || grid.isForeign(point, RoutingGrid.VERTICAL, ownNet);
        return BEND + (occupied ? OVER_ANOTHER : 0);
    }

    private int stepCost(int point, int next, int direction) {
        if (grid.isOwn(next, direction, ownNet) && grid.isOwn(point, direction, ownNet)) {
            return STEP_TOGETHER;
        }
        int sum = STEP;
        if (grid.isForeign(next, direction, ownNet) || grid.isForeign(point, direction, ownNet)) {
            sum += OVER_ANOTHER;
        }
        if (grid.isForeign(next, 1 - direction, ownNet)) {
            sum += CROSSING;
        }
        if (direction == RoutingGrid.VERTICAL && grid.isEnd(next) && !target[next]) {
            sum += THROUGH_END;
        }
        int across = direction == RoutingGrid.HORIZONTAL ? grid.columns() : 1;
        sum += isBeside(next - across, direction) ? BESIDE : 0;
        sum += isBeside(next + across, direction) ? BESIDE : 0;
        return sum;
    }

    private boolean isBeside(int point, int direction) {
        return point >= 0 && point < grid.size() && grid.isForeign(point, direction, ownNet);
    }

    /**
     * Somewhat less than a step each, as a way together with others is cheaper (exactness is not worth the time), and
     * the bends it takes to arrive horizontally.
     */
    private int estimate(int state) {
        int column = state / 2 % grid.columns();
        int row = grid.row(state / 2);
        boolean vertical = state % 2 == RoutingGrid.VERTICAL;
        int least = Integer.MAX_VALUE;
        for (int goal : targets) {
            int up = Math.abs(grid.row(goal) - row);
            int distance = Math.abs(goal % grid.columns() - column) + up;
            int bends = vertical ? 1 : up == 0 ? 0 : 2;
            least = Math.min(least, distance * ESTIMATE + bends * BEND);
        }
        return least;
    }

    private int[] path(int reached) {
        int length = 0;
        for (int state = reached; state >= 0; state = from[state]) {
            length++;
        }
        int[] points = new int[length];
        int position = length;
        int previous = -1;
        for (int state = reached; state >= 0; state = from[state]) {
            if (state / 2 != previous) {
                previous = state / 2;
                points[--position] = previous;
            }
        }
        return Arrays.copyOfRange(points, position, length);
    }
}
