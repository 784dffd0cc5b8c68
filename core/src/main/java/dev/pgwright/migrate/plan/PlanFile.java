package dev.pgwright.migrate.plan;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.finding.ErrorCode;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.json.JsonForm;
import dev.pgwright.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A plan in its file, {@code plan.yaml}.
 *
 * @param checksum SHA-256 of the plan's YAML: a plan that was edited is another plan, which nobody has tried
 */
public record PlanFile(String checksum, MigrationPlan plan) {
    private static final JsonForm<PlanFile> FORM = JsonForm.of(
            PlanFile.class,
            "plan:" + MigrationPlan.VERSION,
            "pgwright plan",
            "A migration as pgwright migrate plan writes it and pgwright migrate apply runs it.");

    private static final JsonForm<MigrationPlan> PLAN = JsonForm.of(MigrationPlan.class, "plan", "plan", "A plan.");

    private static final JsonForm<Catalog> SCHEMA = JsonForm.of(Catalog.class, "catalog", "catalog", "A schema.");

    /** The text of the file. */
    public static String write(MigrationPlan plan) {
        return FORM.writeYaml(new PlanFile(checksum(plan), plan));
    }

    /**
     * Reads a plan that nobody has touched.
     *
     * @throws PgwrightException with {@code INPUT} when it is none, or was edited
     */
    public static MigrationPlan read(SourceFile file) {
        PlanFile read = FORM.readYaml(file, "A plan");
        MigrationPlan plan = read.plan();
        if (plan.pgwright() != MigrationPlan.VERSION) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "the plan is of version " + plan.pgwright() + ", but this pgwright reads version "
                            + MigrationPlan.VERSION,
                    "make the plan again with this pgwright");
        }
        if (!Objects.equals(read.checksum(), checksum(plan))) {
            throw new PgwrightException(
                    ErrorCode.INPUT,
                    file.place(0),
                    "the plan was edited after it was made: its checksum does not fit",
                    "change its sources and make it again with 'pgwright migrate plan', so that it is tried again");
        }
        return plan;
    }

    /** The JSON Schema (2020-12) of the file's values. */
    public static String schema() {
        return FORM.schema();
    }

    /** The fingerprint of a schema, whatever the order in which it was read. */
    public static String fingerprint(Catalog catalog) {
        return sha256(SCHEMA.write(catalog));
    }

    private static String checksum(MigrationPlan plan) {
        return sha256(PLAN.write(plan));
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
