package dev.pgwright.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.catalog.Catalog;
import dev.pgwright.catalog.QualifiedName;
import dev.pgwright.load.folded.SchemaState;
import dev.pgwright.load.live.CatalogReader;
import dev.pgwright.sql.Nodes;
import dev.pgwright.sql.Sql;
import dev.pgwright.sql.Statement;
import dev.pgwright.sql.tree.RangeVar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table of locks, on servers: what the table says and what pg_locks shows are the same. */
@Tag("laws")
class LockFormsTest {
    private static final List<LockCase> CASES = LockCase.read("cases.txt");

    @AfterAll
    static void leaveTheServersAsTheyWere() {
        LockServer.close();
    }

    @ParameterizedTest
    @CsvSource({"18, PLAIN", "15, QUOTED"})
    void everyFormDoesWhatTheTableSays(int version, Naming naming) throws SQLException {
        compareInTransactions(version, naming);
    }

    @ParameterizedTest
    @CsvSource("18, QUOTED")
    void everyFormThatRefusesATransactionDoesWhatTheTableSays(int version, Naming naming) throws SQLException {
        compareOutside(version, naming, true);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"14, PLAIN", "16, QUOTED", "17, PLAIN", "18, QUOTED"})
    void everyFormDoesWhatTheTableSaysOnEveryVersion(int version, Naming naming) throws SQLException {
        compareInTransactions(version, naming);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"14, PLAIN", "15, QUOTED", "16, PLAIN", "17, QUOTED", "18, PLAIN"})
    void everyFormThatRefusesATransactionDoesSoOnEveryVersion(int version, Naming naming) throws SQLException {
        compareOutside(version, naming, false);
    }

    @Test
    void everyRowOfTheTableHasAnExample() throws SQLException {
        Set<String> missing = new TreeSet<>();
        for (int version : new int[] {15, 18}) {
            Relations relations = relations(LockServer.of(version, Naming.PLAIN));
            Set<String> shown = new TreeSet<>();
            for (LockCase lockCase : CASES) {
                if (lockCase.isFor(version)) {
                    shown.addAll(List.of(LockTable.effects(
                                    Sql.parseStatement(Naming.PLAIN.applied(lockCase.statement()))
                                            .tree(),
                                    relations)
                            .form()
                            .split(" \\+ ")));
                }
            }
            for (LockForm row : LockTable.forms()) {
                boolean valid = row.firstVersion() <= version && row.lastVersion() >= version;
                // these two have tests of their own
                boolean apart = row.transactions() == Transactionality.CONTROLS_TRANSACTION
                        || row.form().equals(PartitionForm.DETACH_FINALIZE.title());
                if (valid && !apart && !shown.contains(row.form())) {
                    missing.add(row.form());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static Relations relations(LockServer server) throws SQLException {
        Catalog catalog;
        try (Connection connection = server.connect()) {
            catalog = CatalogReader.read(connection);
        }
        return new CatalogRelations(
                catalog, server.version(), List.of(server.naming().schema()));
    }

    private static void compareInTransactions(int version, Naming naming) throws SQLException {
        LockServer server = LockServer.of(version, naming);
        Relations relations = relations(server);
        List<String> differences = new ArrayList<>();
        try (Connection session = server.connect()) {
            for (LockCase lockCase : CASES) {
                if (lockCase.isFor(version) && lockCase.gate() == null) {
                    String statement = naming.applied(lockCase.statement());
                    StatementEffects effects =
                            LockTable.effects(Sql.parseStatement(statement).tree(), relations);
                    compare(statement, effects, Observed.inTransaction(session, statement), lockCase, "", differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compareOutside(int version, Naming naming, boolean oneOfEachForm) throws SQLException {
        LockServer server = LockServer.of(version, naming);
        Relations relations = relations(server);
        List<String> differences = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (LockCase lockCase : CASES) {
            if (lockCase.isFor(version) && lockCase.gate() != null) {
                String statement = naming.applied(lockCase.statement());
                String gate = naming.qualified(lockCase.gate());
                StatementEffects effects =
                        LockTable.effects(Sql.parseStatement(statement).tree(), relations);
                if (seen.add(effects.form()) || !oneOfEachForm) {
                    compare(statement, effects, server.outside(gate, statement), lockCase, gate, differences);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(
            String statement,
            StatementEffects effects,
            Observed observed,
            LockCase lockCase,
            String gate,
            List<String> differences) {
        List<String> found = new ArrayList<>();
        if (!observed.error().isEmpty()) {
            found.add("fails: " + observed.error());
        } else {
            found.addAll(observed.differences(effects, lockCase, gate));
        }
        boolean refused = effects.transactions() == Transactionality.REFUSED_IN_TRANSACTION;
        if (refused != (lockCase.gate() != null)) {
            found.add("is " + effects.transactions());
        }
        if (!found.isEmpty()) {
            differences.add(statement + " [" + effects.form() + "]: " + String.join("; ", found));
        }
    }

    /** The review asks the table about folded schemas; the server's catalog is what the table is proven with. */
    @ParameterizedTest
    @CsvSource({"18, PLAIN", "15, QUOTED"})
    void aFoldedSchemaGivesTheEffectsThatTheCatalogGives(int version, Naming naming) throws SQLException {
        compareFolded(version, naming);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"14, PLAIN", "16, QUOTED", "17, PLAIN", "18, QUOTED"})
    void aFoldedSchemaGivesTheEffectsThatTheCatalogGivesOnEveryVersion(int version, Naming naming) throws SQLException {
        compareFolded(version, naming);
    }

    private static void compareFolded(int version, Naming naming) throws SQLException {
        Relations catalog = relations(LockServer.of(version, naming));
        SchemaState folded = FoldedSchema.of(version, naming).state();
        List<String> differences = new ArrayList<>();
        for (LockCase lockCase : CASES) {
            if (lockCase.isFor(version)) {
                Statement statement = Sql.parseStatement(naming.applied(lockCase.statement()));
                StatementEffects expected = LockTable.effects(statement.tree(), catalog);
                StatementEffects effects = LockTable.effects(statement, folded);
                boolean unknowable =
                        FoldedSchema.UNKNOWABLE.keySet().stream().anyMatch(lockCase.statement()::startsWith);
                List<String> found = unknowable
                        ? FoldedSchema.notConservative(expected, effects, Set.of(), catalog::exists)
                        : FoldedSchema.differences(expected, effects);
                if (unknowable && !effects.opaque()) {
                    found.add("does not say that it does not know");
                }
                if (!found.isEmpty()) {
                    differences.add(lockCase.statement() + " [" + expected.form() + "]: " + String.join("; ", found));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /** As when a single file is reviewed: there must be no lock that is none, and the target's must be there. */
    @ParameterizedTest
    @CsvSource({"18, PLAIN", "15, QUOTED"})
    void ofAnUnknownSchemaTheTableSaysTheWorstOrThatItDoesNotKnow(int version, Naming naming) throws SQLException {
        Relations catalog = relations(LockServer.of(version, naming));
        SchemaState unknown = FoldedSchema.unknown(version, naming).state();
        List<String> differences = new ArrayList<>();
        for (LockCase lockCase : CASES) {
            if (lockCase.isFor(version)) {
                Statement statement = Sql.parseStatement(naming.applied(lockCase.statement()));
                StatementEffects expected = LockTable.effects(statement.tree(), catalog);
                StatementEffects effects = LockTable.effects(statement, unknown);
                Set<QualifiedName> named = Nodes.all(statement.tree(), RangeVar.class).stream()
                        .map(catalog::resolve)
                        .collect(Collectors.toSet());
                // a part that is not there, of a table that is
                boolean missing = lockCase.statement().contains("if exists nothing on ");
                List<String> found = FoldedSchema.notConservative(
                        expected, effects, named, name -> !missing && catalog.exists(name));
                if (!found.isEmpty()) {
                    differences.add(lockCase.statement() + " [" + expected.form() + "]: " + String.join("; ", found));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void aTransactionsBeginningAndEndTouchNothing() throws SQLException {
        Relations relations = relations(LockServer.of(18, Naming.PLAIN));
        for (String statement : List.of("begin", "commit", "rollback", "savepoint s")) {
            StatementEffects effects =
                    LockTable.effects(Sql.parseStatement(statement).tree(), relations);
            assertThat(effects.relations()).isEmpty();
            assertThat(effects.transactions()).isEqualTo(Transactionality.CONTROLS_TRANSACTION);
        }
    }

    @Test
    void aDetachThatWasInterruptedIsFinalizedUnderTheLocksOfTheTable() throws SQLException {
        LockServer server = LockServer.of(18, Naming.PLAIN);
        assertThat(server.finalizedDetach("events", "events_a", relations(server)))
                .isEmpty();
    }

    @Test
    void whatRunsCodeIsOpaque() throws SQLException {
        Relations relations = relations(LockServer.of(18, Naming.PLAIN));
        for (String statement : List.of(
                "do $$ begin execute 'lock table plain'; end $$",
                "call something()",
                "execute something",
                "select stable_int()",
                "update guarded set a = 1",
                "drop owned by another")) {
            assertThat(LockTable.effects(Sql.parseStatement(statement).tree(), relations)
                            .opaque())
                    .as(statement)
                    .isTrue();
        }
        for (String statement : List.of("select now()", "update plain set a = 1", "alter table plain add z int")) {
            assertThat(LockTable.effects(Sql.parseStatement(statement).tree(), relations)
                            .opaque())
                    .as(statement)
                    .isFalse();
        }
    }
}
