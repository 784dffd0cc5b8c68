package dev.pgwright.design.prove;

import java.util.List;

/**
 * What was tried of a design, in order of kind and id: the same subject on the same server version gives an equal
 * report.
 *
 * @param serverVersion of the PostgreSQL that judged, for example {@code 18.6}
 */
public record ProofReport(String serverVersion, List<Proof> proofs) {
    public ProofReport {
        proofs = proofs.stream().sorted().toList();
    }

    public long count(Proof.Outcome outcome) {
        return proofs.stream().filter(proof -> proof.outcome() == outcome).count();
    }

    public boolean allPassed() {
        return count(Proof.Outcome.PASSED) == proofs.size();
    }

    /** The claims that were refuted or could not be shown. */
    public List<Proof> unproven() {
        return proofs.stream()
                .filter(proof -> proof.outcome() != Proof.Outcome.PASSED)
                .toList();
    }
}
