package dev.pgwright.design.prove;

import dev.pgwright.finding.Evidence;
import dev.pgwright.server.SqlFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim before it is decided. */
record Claim(Proof.Kind kind, String object, String text) {
    Proof passed(String detail, @Nullable String sqlState, @Nullable String statement) {
        return decided(Proof.Outcome.PASSED, Evidence.MEASURED, detail, sqlState, statement);
    }

    Proof failed(String detail, @Nullable String sqlState, @Nullable String statement) {
        return decided(Proof.Outcome.FAILED, Evidence.MEASURED, detail, sqlState, statement);
    }

    Proof failed(SqlFailure failure, @Nullable String statement) {
        return failed("the server refused: " + failure.message(), failure.sqlState(), statement);
    }

    Proof notShown(String why) {
        return decided(Proof.Outcome.NOT_SHOWN, Evidence.ASSUMED, why, null, null);
    }

    Proof notEvaluated(String why) {
        return decided(Proof.Outcome.NOT_EVALUATED, Evidence.ASSUMED, why, null, null);
    }

    /** Decided by plans. */
    Proof planned(boolean passed, String detail, @Nullable String statement, List<PlanFigure> plans) {
        return decided(passed ? Proof.Outcome.PASSED : Proof.Outcome.FAILED, Evidence.PLANNED, detail, null, statement)
                .withPlans(plans);
    }

    private Proof decided(
            Proof.Outcome outcome,
            Evidence evidence,
            String detail,
            @Nullable String sqlState,
            @Nullable String statement) {
        return new Proof(kind.word() + ":" + object, kind, text, evidence, outcome, detail, sqlState, statement);
    }
}
