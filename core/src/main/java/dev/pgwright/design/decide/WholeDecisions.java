package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.model.Decision.Alternative;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;

/** Decisions about the schema as a whole. */
final class WholeDecisions {
    private WholeDecisions() {}

    static List<Decision> of(Mapping mapping) {
        Requirements requirements = mapping.requirements();
        List<Decision> decisions = new ArrayList<>(TenancyDecision.decisions(mapping));
        decisions.add(new Decision(
                "Normal form",
                requirements.project().schema(),
                "third normal form: every fact once, depending on the key and nothing but the key",
                "no access pattern is known to miss its target with joins through indexed keys",
                requirements.project().place(),
                List.of(new Alternative(
                        "copies of slowly changing facts in the rows that show them",
                        "a join less in a hot query",
                        "each copy needs a documented way to stay in step, and a repair when it does not")),
                "a query with a latency target is measured to miss it because of a join"));
        return decisions;
    }
}
