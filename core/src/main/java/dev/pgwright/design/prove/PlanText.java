package dev.pgwright.design.prove;

import dev.pgwright.explain.PlanNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan on one line: each node with what it reads, its inputs in parentheses. */
final class PlanText {
    /** Nodes that only pass rows on. */
    private static final Set<String> SILENT =
            Set.of("Result", "Subquery Scan", "Gather", "Gather Merge", "Materialize");

    private static final int SHOWN_PARTITIONS = 2;

    private PlanText() {}

    static String of(PlanNode node) {
        List<PlanNode> inputs = node.children();
        if (SILENT.contains(node.type()) && inputs.size() == 1) {
            return of(inputs.get(0));
        }
        String own = node.type()
                + (node.mode() == null || node.type().endsWith("Scan") ? "" : " (" + node.mode() + ")")
                + (node.relation() == null ? "" : " of " + node.relation().name())
                + (node.index() == null ? "" : " by " + node.index());
        if (inputs.isEmpty()) {
            return own;
        }
        boolean partitions = node.type().endsWith("Append");
        List<PlanNode> shown = partitions ? inputs.subList(0, Math.min(SHOWN_PARTITIONS, inputs.size())) : inputs;
        String more = shown.size() < inputs.size() ? ", and " + (inputs.size() - shown.size()) + " more" : "";
        return own + " [" + shown.stream().map(PlanText::of).collect(Collectors.joining(", ")) + more + "]";
    }

    /** Two digits behind the point for small ones, none for large ones. */
    static String cost(double cost) {
        return String.format(Locale.ROOT, cost < 100 ? "%.2f" : "%,.0f", cost);
    }

    /** {@code 1.03}, {@code 4.2}, {@code 38}, {@code 12,000}: as exact as an estimate deserves. */
    static String times(double ratio) {
        if (ratio < 2) {
            return String.format(Locale.ROOT, "%.2f", ratio);
        }
        if (ratio < 10) {
            return String.format(Locale.ROOT, "%.1f", ratio);
        }
        double scale = Math.pow(10, Math.floor(Math.log10(ratio)) - 1);
        return String.format(Locale.ROOT, "%,.0f", Math.round(ratio / scale) * scale);
    }
}
