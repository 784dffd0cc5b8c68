package dev.pgwright.design.write;

import dev.pgwright.design.model.PlannedIndex;
import dev.pgwright.design.prove.PlanFigure;
import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofReport;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What the plans at the stated volume say, for cells of tables. */
final class PlanCells {
    private final Map<String, Proof> byId = new HashMap<>();

    PlanCells(ProofReport report) {
        report.proofs().stream()
                .filter(proof -> proof.kind() == Proof.Kind.PLAN || proof.kind() == Proof.Kind.INDEX)
                .forEach(proof -> byId.put(proof.id(), proof));
    }

    /** The estimated cost of the plan that PostgreSQL settles on for a query; empty for one that reads nothing. */
    String ofQuery(String query) {
        Proof proof = byId.get(Proof.Kind.PLAN.word() + ":" + query);
        if (proof == null) {
            return "";
        }
        if (proof.outcome() == Proof.Outcome.NOT_EVALUATED) {
            return "not evaluated";
        }
        PlanFigure used = proof.plans().get(0);
        String cost = String.format(Locale.ROOT, used.cost() < 100 ? "%.1f" : "%,.0f", used.cost());
        return proof.outcome() == Proof.Outcome.PASSED ? cost : "**" + cost + ", not as meant**";
    }

    /** What a query costs with and without the index. */
    String ofIndex(PlannedIndex index) {
        if (byId.isEmpty()) {
            return "";
        }
        if (index.index().unique()) {
            return "keeps a rule";
        }
        Proof proof = byId.get(Proof.Kind.INDEX.word() + ":" + index.table() + "."
                + index.index().name());
        if (proof == null) {
            return "a reference or a rule needs it";
        }
        return proof.outcome() == Proof.Outcome.PASSED ? proof.detail() : "**" + proof.detail() + "**";
    }
}
