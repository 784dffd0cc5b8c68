package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.CatalogComparison;
import dev.pgwright.catalog.Table;
import dev.pgwright.catalog.print.DdlWriter;
import dev.pgwright.dbml.DbmlCatalog;
import dev.pgwright.dbml.DbmlSchema;
import dev.pgwright.finding.PgwrightException;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.Session;
import dev.pgwright.server.SqlFailure;
import dev.pgwright.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The migration, the DBML file and the designed catalog make the same schema: PostgreSQL is asked what each makes. */
final class AgreementProofs {
    private static final int NAMED_DIFFERENCES = 10;
    private static final Claim WITH_DESIGN = new Claim(
            Proof.Kind.AGREEMENT, "catalog", "the migration makes the schema that was designed, and nothing else");
    private static final Claim WITH_DBML =
            new Claim(Proof.Kind.AGREEMENT, "schema.dbml", "schema.dbml describes the schema that the migration makes");

    private final List<Made> schemas;

    /**
     * What a source makes of an empty database.
     *
     * @param refused null where the source worked, else the decision
     */
    private record Made(
            Claim claim, Catalog catalog, @Nullable Proof refused) {}

    /** Finds out what the design and the DBML make of a database that is empty, and leaves it so. */
    AgreementProofs(Session session, Catalog designed, String dbml) {
        schemas = List.of(
                made(session, WITH_DESIGN, () -> DdlWriter.statements(designed)), made(session, WITH_DBML, () -> {
                    DbmlSchema schema = DbmlCatalog.read(SourceFile.of("schema.dbml", dbml));
                    List<String> statements = new ArrayList<>(DdlWriter.statements(schema.catalog()));
                    statements.addAll(schema.statements());
                    return statements;
                }));
    }

    private static Made made(Session session, Claim claim, Supplier<List<String>> source) {
        List<String> statements;
        try {
            statements = source.get();
        } catch (PgwrightException e) {
            return new Made(claim, Catalog.EMPTY, claim.failed(String.valueOf(e.getMessage()), null, null));
        }
        return session.rolledBack(() -> {
            for (String statement : statements) {
                Optional<SqlFailure> failure = session.attempt(statement).failure();
                if (failure.isPresent()) {
                    return new Made(claim, Catalog.EMPTY, claim.failed(failure.get(), statement));
                }
            }
            return new Made(claim, CatalogReader.read(session), null);
        });
    }

    /** Compares them with what the server says the migration made. */
    List<Proof> with(Catalog migrated) {
        return schemas.stream()
                .map(schema -> schema.refused() == null
                        ? compared(schema.claim(), schema.catalog(), migrated)
                        : schema.refused())
                .toList();
    }

    private static Proof compared(Claim claim, Catalog other, Catalog migrated) {
        List<String> differences = CatalogComparison.differences(other, migrated);
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
        for (Table table : catalog.tables()) {
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
