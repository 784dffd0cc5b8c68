package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlSchema;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The migration, the DBML file and the designed catalog make the same schema: PostgreSQL is asked what each makes. */
final class AgreementProofs {
    private static final int NAMED_DIFFERENCES = 10;

    private final ScratchDatabases databases;
    private final Catalog migrated;

    /**
     * The proofs over what a migration made.
     *
     * @param migrated what the server says the migration made
     */
    AgreementProofs(ScratchDatabases databases, Catalog migrated) {
        this.databases = databases;
        this.migrated = migrated;
    }

    Proof withDesign(Catalog designed) {
        Claim claim = new Claim(
                Proof.Kind.AGREEMENT, "catalog", "the migration makes the schema that was designed, and nothing else");
        return compared(claim, () -> DdlWriter.statements(designed));
    }

    Proof withDbml(String dbml) {
        Claim claim = new Claim(
                Proof.Kind.AGREEMENT, "schema.dbml", "schema.dbml describes the schema that the migration makes");
        return compared(claim, () -> {
            DbmlSchema schema = DbmlCatalog.read(SourceFile.of("schema.dbml", dbml));
            List<String> statements = new ArrayList<>(DdlWriter.statements(schema.catalog()));
            statements.addAll(schema.statements());
            return statements;
        });
    }

    private Proof compared(Claim claim, Supplier<List<String>> other) {
        List<String> statements;
        try {
            statements = other.get();
        } catch (PgwrightException e) {
            return claim.failed(String.valueOf(e.getMessage()), null, null);
        }
        Session session = databases.create();
        for (String statement : statements) {
            Optional<SqlFailure> failure = session.attempt(statement).failure();
            if (failure.isPresent()) {
                return claim.failed(failure.get(), statement);
            }
        }
        List<String> differences = CatalogComparison.differences(CatalogReader.read(session), migrated);
        if (differences.isEmpty()) {
            return claim.passed("no difference in " + size(migrated), null, null);
        }
        String more = differences.size() > NAMED_DIFFERENCES
                ? " and " + (differences.size() - NAMED_DIFFERENCES) + " more"
                : "";
        return claim.failed(
                "the migration differs: "
                        + String.join("; ", differences.subList(0, Math.min(NAMED_DIFFERENCES, differences.size())))
                        + more,
                null,
                null);
    }

    private static String size(Catalog catalog) {
        int columns = 0;
        int constraints = 0;
        int indexes = 0;
        for (var table : catalog.tables()) {
            columns += table.columns().size();
            constraints += table.constraints().size();
            indexes += table.indexes().size();
        }
        return catalog.tables().size() + " tables, " + columns + " columns, " + constraints + " constraints, "
                + indexes + " indexes, "
                + (catalog.enums().size() + catalog.domains().size()) + " types, "
                + catalog.routines().size() + " routines";
    }
}
