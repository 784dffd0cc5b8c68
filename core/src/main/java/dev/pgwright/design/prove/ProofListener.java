package dev.pgwright.design.prove;

/** Hears how a proof goes on; called by the thread that runs it. */
public interface ProofListener {
    /** A step begins; steps count from 1. */
    default void step(String what, int number, int total) {}

    /** A claim was decided. */
    default void decided(Proof proof) {}

    /** Hears nothing. */
    ProofListener SILENT = new ProofListener() {};
}
