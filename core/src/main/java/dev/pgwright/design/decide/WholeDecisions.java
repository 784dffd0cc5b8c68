package dev.pgwright.design.decide;

import dev.pgwright.design.model.Decision;
import dev.pgwright.design.requirements.Requirements;
import java.util.ArrayList;
import java.util.List;

/** Decisions about the schema as a whole. */
final class WholeDecisions {
    private WholeDecisions() {}

    static List<Decision> of(Mapping mapping) {
        Requirements requirements = mapping.requirements();
        List<Decision> decisions = new ArrayList<>(TenancyDecision.decisions(mapping));
        decisions.add(NormalizationDecision.otherwise(
                requirements, requirements.project().schema()));
        for (NormalizationDecision.Candidate candidate : NormalizationDecision.candidates(requirements)) {
            String table = mapping.table(candidate.relationship().to()).name().toString();
            decisions.add(NormalizationDecision.decision(requirements, candidate, table));
        }
        return decisions;
    }
}
