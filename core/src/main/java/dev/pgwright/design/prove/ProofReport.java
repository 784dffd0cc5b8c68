package dev.pgwright.design.prove;

import java.util.List;
import java.util.stream.Stream;

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

    /** The same with more that was tried. */
    public ProofReport with(List<Proof> more) {
        return new ProofReport(
                serverVersion, Stream.concat(proofs.stream(), more.stream()).toList());
    }

    /** Whether the migration applied, without which there is nothing to look at. */
    public boolean applied() {
        return proofs.stream()
                .anyMatch(proof -> proof.kind() == Proof.Kind.UP && proof.outcome() == Proof.Outcome.PASSED);
    }

    /** Whether no claim was refuted or could not be shown; what {@link #notEvaluated} has is left out. */
    public boolean allPassed() {
        return unproven().isEmpty();
    }

    /** The claims that were refuted or could not be shown. */
    public List<Proof> unproven() {
        return proofs.stream()
                .filter(proof -> proof.outcome() == Proof.Outcome.FAILED || proof.outcome() == Proof.Outcome.NOT_SHOWN)
                .toList();
    }

    /** The claims that nothing independent could judge. */
    public List<Proof> notEvaluated() {
        return proofs.stream()
                .filter(proof -> proof.outcome() == Proof.Outcome.NOT_EVALUATED)
                .toList();
    }
}
