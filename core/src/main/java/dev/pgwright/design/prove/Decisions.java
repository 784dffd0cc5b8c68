package dev.pgwright.design.prove;

import dev.pgwright.server.SqlFailure;

/** From what a trial saw to the decision of a claim. */
final class Decisions {
    private Decisions() {}

    /**
     * For claims that want a refusal.
     *
     * @param what was tried, as the beginning of a sentence that "refused" or "accepted" ends
     */
    static Proof refusal(Claim claim, Trial.Result result, String what) {
        SqlFailure failure = result.failure();
        if (failure == null) {
            return claim.failed(what + " accepted" + result.withSetAside(), null, result.statement());
        }
        String said = result.withSetAside() + ": " + failure.message();
        return result.asIntended()
                ? claim.passed(what + " refused" + said, failure.sqlState(), result.statement())
                : claim.failed(what + " refused for another reason" + said, failure.sqlState(), result.statement());
    }
}
