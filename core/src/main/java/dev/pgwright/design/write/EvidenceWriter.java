package dev.pgwright.design.write;

import dev.pgwright.design.prove.PlanFigure;
import dev.pgwright.design.prove.Proof;
import dev.pgwright.design.prove.ProofReport;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** Writes {@code evidence.json}: what was proven of a design, and how. */
public final class EvidenceWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private EvidenceWriter() {}

    /**
     * The file's text; equal reports give equal texts.
     *
     * @param pgwrightVersion of the program that proved it
     */
    public static String write(ProofReport report, String pgwrightVersion) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(new PrettyJson(), text)) {
            json.writeStartObject();
            json.writeStringProperty("pgwright", pgwrightVersion);
            json.writeStringProperty("postgresql", report.serverVersion());
            json.writeObjectPropertyStart("summary");
            json.writeNumberProperty("passed", report.count(Proof.Outcome.PASSED));
            json.writeNumberProperty("failed", report.count(Proof.Outcome.FAILED));
            json.writeNumberProperty("notShown", report.count(Proof.Outcome.NOT_SHOWN));
            json.writeNumberProperty("notEvaluated", report.count(Proof.Outcome.NOT_EVALUATED));
            json.writeEndObject();
            json.writeArrayPropertyStart("proofs");
            report.proofs().forEach(proof -> write(json, proof));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.append('\n').toString();
    }

    private static void write(JsonGenerator json, Proof proof) {
        json.writeStartObject();
        json.writeStringProperty("id", proof.id());
        json.writeStringProperty("kind", proof.kind().word());
        json.writeStringProperty("claim", proof.claim());
        json.writeStringProperty("outcome", proof.outcome().word());
        json.writeStringProperty("evidence", proof.evidence().word());
        json.writeStringProperty("detail", proof.detail());
        writeIfKnown(json, "sqlState", proof.sqlState());
        writeIfKnown(json, "statement", proof.statement());
        if (!proof.plans().isEmpty()) {
            json.writeArrayPropertyStart("plans");
            proof.plans().forEach(plan -> write(json, plan));
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, PlanFigure plan) {
        json.writeStartObject();
        json.writeStringProperty("which", plan.which());
        json.writeNumberProperty("cost", plan.cost());
        json.writeNumberProperty("rows", plan.rows());
        json.writeStringProperty("plan", plan.plan());
        json.writeEndObject();
    }

    private static void writeIfKnown(JsonGenerator json, String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }
}
