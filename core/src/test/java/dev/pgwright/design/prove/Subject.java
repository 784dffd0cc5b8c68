package dev.pgwright.design.prove;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.ColumnName;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.dbml.DbmlExtras;
import dev.pgwright.dbml.DbmlWriter;
import dev.pgwright.design.model.DesignedQuery;
import dev.pgwright.design.model.Lifecycle;
import dev.pgwright.design.model.PartitionMaintenance;
import dev.pgwright.design.model.Redundancy;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.server.ScratchDatabases;
import dev.pgwright.server.Session;
import dev.pgwright.testkit.PostgresFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Builds subjects from SQL: the catalog is what the server makes of {@code designed}. */
final class Subject {
    private static final Map<String, Catalog> CATALOGS = new ConcurrentHashMap<>();

    private final int version;
    private final Catalog catalog;
    private String up;
    private String down = "";
    private String dbml;
    private final List<DesignedQuery> queries = new ArrayList<>();
    private final Map<ColumnName, List<String>> examples = new HashMap<>();
    private final List<Lifecycle> lifecycles = new ArrayList<>();
    private final List<PartitionMaintenance> maintained = new ArrayList<>();
    private final List<Redundancy> redundancies = new ArrayList<>();

    private Subject(int version, String designed) {
        this.version = version;
        this.up = designed;
        this.catalog = CATALOGS.computeIfAbsent(version + designed, unused -> catalog(version, designed));
        this.dbml = DbmlWriter.write(catalog, DbmlExtras.NONE);
    }

    private static Catalog catalog(int version, String designed) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            Session session = databases.create();
            return session.rolledBack(() -> {
                session.execute(designed);
                return CatalogReader.read(session);
            });
        }
    }

    static Subject of(int version, String designed) {
        return new Subject(version, designed);
    }

    /** What is applied, where it is not what was designed. */
    Subject applied(String sql) {
        up = sql;
        return this;
    }

    Subject down(String sql) {
        down = sql;
        return this;
    }

    Subject dbml(UnaryOperator<String> change) {
        dbml = change.apply(dbml);
        return this;
    }

    Subject query(DesignedQuery query) {
        queries.add(query);
        return this;
    }

    Subject example(String table, String column, String... literals) {
        examples.put(new ColumnName(QualifiedName.of("public", table), column), List.of(literals));
        return this;
    }

    Subject lifecycle(String table, String column, List<String> values, Map<String, List<String>> transitions) {
        lifecycles.add(new Lifecycle(new ColumnName(QualifiedName.of("public", table), column), values, transitions));
        return this;
    }

    /** {@code table} divided by {@code column}; its functions are {@code make} and {@code drop} of it. */
    Subject maintained(String table, String column) {
        maintained.add(new PartitionMaintenance(
                QualifiedName.of("public", table),
                column,
                QualifiedName.of("public", table + "_default"),
                QualifiedName.of("public", "make_" + table),
                QualifiedName.of("public", "drop_" + table),
                92));
        return this;
    }

    ProofReport prove() {
        return prove(ProofListener.SILENT);
    }

    ProofReport prove(ProofListener listener) {
        try (ScratchDatabases databases = new ScratchDatabases(PostgresFixture.sharedServer(version))) {
            return DesignProof.run(
                    new ProofSubject(
                            catalog,
                            up,
                            down,
                            dbml,
                            queries,
                            examples,
                            lifecycles,
                            maintained,
                            redundancies,
                            List.of(),
                            List.of(),
                            null),
                    databases,
                    listener);
        }
    }

    /** The decision about one claim, as {@code outcome sqlstate: detail}. */
    static String decision(ProofReport report, String id) {
        Proof proof = proof(report, id);
        return proof.outcome().word() + (proof.sqlState() == null ? "" : " " + proof.sqlState()) + ": "
                + proof.detail();
    }

    static Proof proof(ProofReport report, String id) {
        return report.proofs().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no proof " + id + " among "
                        + report.proofs().stream().map(Proof::id).toList()));
    }
}
