package dev.pgwright.design.prove;

import static dev.pgwright.design.prove.Subject.decision;
import static dev.pgwright.design.prove.Subject.proof;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgwright.design.model.DesignedQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is applied is not what was designed, or what was designed is no good: the proof must say so. */
@Tag("laws")
class WrongDesignTest {
    private static final int VERSION = 18;
    private static final String DESIGNED = """
            CREATE TYPE state AS ENUM ('open', 'closed');
            CREATE TABLE customers (
                id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT customers_pkey PRIMARY KEY,
                email text NOT NULL CONSTRAINT customers_email_key UNIQUE,
                state state NOT NULL
            );
            CREATE TABLE invoices (
                id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT invoices_pkey PRIMARY KEY,
                customer_id bigint NOT NULL CONSTRAINT invoices_customer_id_fkey REFERENCES customers ON DELETE RESTRICT,
                total numeric(10, 2) NOT NULL CONSTRAINT invoices_total_check CHECK (total >= 0)
            );
            """;
    private static final String DOWN = "DROP TABLE invoices; DROP TABLE customers; DROP TYPE state;";

    private static ProofReport applied(String designedPart, String appliedPart) {
        assertThat(DESIGNED).contains(designedPart);
        return Subject.of(VERSION, DESIGNED)
                .applied(DESIGNED.replace(designedPart, appliedPart))
                .down(DOWN)
                .prove();
    }

    @Test
    void acceptsTheDesignItself() {
        ProofReport report = Subject.of(VERSION, DESIGNED).down(DOWN).prove();

        assertThat(report.unproven()).isEmpty();
        assertThat(report.serverVersion()).startsWith("18.");
    }

    @Test
    void saysWhichStatementOfTheMigrationFails() {
        ProofReport report = applied("REFERENCES customers", "REFERENCES clients");

        assertThat(report.proofs()).hasSize(1);
        assertThat(decision(report, "up:migration"))
                .isEqualTo("failed 42P01: up.sql:7:1: the server refused: relation \"clients\" does not exist");
        assertThat(proof(report, "up:migration").statement()).startsWith("CREATE TABLE invoices");
    }

    @Test
    void saysWhereTheMigrationDoesNotParse() {
        ProofReport report = applied("CREATE TABLE invoices (", "CREATE TABLES invoices (");

        assertThat(decision(report, "up:migration"))
                .isEqualTo("failed 42601: up.sql:7:8: syntax error at or near \"TABLES\"");
    }

    @Test
    void noticesAMissingNotNull() {
        ProofReport report = applied("total numeric(10, 2) NOT NULL", "total numeric(10, 2)");

        assertThat(decision(report, "not-null:public.invoices.total")).isEqualTo("failed: a null was accepted");
        assertThat(decision(report, "agreement:catalog")).startsWith("failed: the migration differs: ");
    }

    @Test
    void noticesAMissingUniqueConstraint() {
        ProofReport report = applied(" CONSTRAINT customers_email_key UNIQUE", "");

        assertThat(decision(report, "unique:public.customers.customers_email_key"))
                .isEqualTo("failed: a second row with the same (email) was accepted");
    }

    @Test
    void wantsTheIntendedConstraintToRefuse() {
        ProofReport report = applied("CONSTRAINT customers_email_key UNIQUE", "CONSTRAINT another_key UNIQUE");

        assertThat(decision(report, "unique:public.customers.customers_email_key"))
                .isEqualTo("failed: a second row with the same (email) was accepted, with another_key set aside");
    }

    @Test
    void noticesAMissingForeignKey() {
        ProofReport report =
                applied(" CONSTRAINT invoices_customer_id_fkey REFERENCES customers ON DELETE RESTRICT", "");

        assertThat(decision(report, "foreign-key:public.invoices.invoices_customer_id_fkey"))
                .isEqualTo("failed: a reference to nothing was accepted");
        assertThat(decision(report, "on-delete:public.invoices.invoices_customer_id_fkey"))
                .isEqualTo("failed: the deletion was accepted");
    }

    @Test
    void noticesAForeignKeyThatIsNotEnforced() {
        ProofReport report = applied("ON DELETE RESTRICT", "ON DELETE RESTRICT NOT ENFORCED");

        assertThat(decision(report, "foreign-key:public.invoices.invoices_customer_id_fkey"))
                .isEqualTo("failed: a reference to nothing was accepted");
    }

    @Test
    void noticesAnotherDeleteRule() {
        ProofReport cascades = applied("ON DELETE RESTRICT", "ON DELETE CASCADE");
        ProofReport waits = applied("ON DELETE RESTRICT", "");

        assertThat(decision(cascades, "on-delete:public.invoices.invoices_customer_id_fkey"))
                .isEqualTo("failed: the deletion was accepted");
        assertThat(decision(waits, "on-delete:public.invoices.invoices_customer_id_fkey"))
                .startsWith("failed 23503: the deletion was refused for another reason");
    }

    @Test
    void noticesALaxCheck() {
        ProofReport report = applied("CHECK (total >= 0)", "CHECK (total >= -1000)");

        assertThat(decision(report, "check:public.invoices.invoices_total_check"))
                .isEqualTo("failed: a violating row was accepted");
    }

    @Test
    void noticesACheckThatIsNotValidated() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .applied(DESIGNED.replace(" CONSTRAINT invoices_total_check CHECK (total >= 0)", "")
                        + "ALTER TABLE invoices ADD CONSTRAINT invoices_total_check CHECK (total >= 0) NOT VALID;")
                .down(DOWN)
                .prove();

        assertThat(report.unproven())
                .extracting(Proof::id)
                .containsExactly("agreement:catalog", "agreement:schema.dbml");
        assertThat(decision(report, "agreement:catalog")).contains("invoices_total_check");
    }

    @Test
    void noticesAnEnumThatIsOnlyText() {
        ProofReport report = applied("state state NOT NULL", "state text NOT NULL");

        assertThat(decision(report, "enum:public.customers.state"))
                .isEqualTo("failed: its 2 values were accepted, another was accepted");
    }

    @Test
    void noticesAnIdentityThatTakesValues() {
        ProofReport report = applied(
                "id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT customers_pkey",
                "id bigint GENERATED BY DEFAULT AS IDENTITY CONSTRAINT customers_pkey");

        assertThat(decision(report, "generated:public.customers.id")).isEqualTo("failed: a value was accepted");
    }

    @Test
    void noticesWhatTheDbmlLeavesOut() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down(DOWN)
                .dbml(text ->
                        text.replace(", unique", "").replace("unique, ", "").replace("[unique]", ""))
                .prove();

        assertThat(report.unproven()).extracting(Proof::id).containsExactly("agreement:schema.dbml");
        assertThat(decision(report, "agreement:schema.dbml")).contains("customers");
    }

    @Test
    void noticesDbmlThatDoesNotParse() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down(DOWN)
                .dbml(text -> text + "\nTable {")
                .prove();

        assertThat(decision(report, "agreement:schema.dbml")).startsWith("failed: schema.dbml:");
    }

    @Test
    void noticesWhatTheRollbackForgets() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down("DROP TABLE invoices; DROP TABLE customers;")
                .prove();

        assertThat(decision(report, "down:rollback")).isEqualTo("failed: left behind: type state, type state[]");
        assertThat(decision(report, "up-again:migration"))
                .isEqualTo("failed 42710: up.sql:1:1: the server refused: type \"state\" already exists");
    }

    @Test
    void noticesARollbackThatTakesTooMuch() {
        ProofReport report =
                Subject.of(VERSION, DESIGNED).down(DOWN + "DROP SCHEMA public;").prove();

        assertThat(decision(report, "down:rollback")).startsWith("failed: missing: ");
    }

    @Test
    void noticesARollbackThatFails() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down("BEGIN; DROP TABLE customers; COMMIT;")
                .prove();

        assertThat(decision(report, "down:rollback")).startsWith("failed 2BP01: down.sql:1:8: ");
    }

    @Test
    void noticesAScriptThatDoesNotCommit() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .applied("BEGIN;" + DESIGNED)
                .down(DOWN)
                .prove();

        assertThat(decision(report, "up:migration")).isEqualTo("failed: the script leaves its transaction open");
    }

    @Test
    void noticesQueriesThatDoNotFitTheSchema() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down(DOWN)
                .query(new DesignedQuery("no_column", "SELECT amount FROM invoices", List.of()))
                .query(new DesignedQuery(
                        "wrong_type",
                        "SELECT id FROM invoices WHERE total > $1",
                        List.of(new DesignedQuery.Parameter("least", "date", null, "'2026-01-01'"))))
                .query(new DesignedQuery(
                        "fails_when_run", "SELECT 1 / (count(*) - count(*)) AS n FROM invoices", List.of()))
                .prove();

        assertThat(decision(report, "query:no_column"))
                .isEqualTo("failed 42703: the server refused: column \"amount\" does not exist");
        assertThat(decision(report, "query:wrong_type"))
                .isEqualTo("failed 42883: the server refused: operator does not exist: numeric > date");
        assertThat(decision(report, "query:fails_when_run"))
                .isEqualTo("failed 22012: the server refused: division by zero");
    }

    @Test
    void doesNotClaimWhatItCannotShow() {
        String designed = """
                CREATE TABLE t (
                    a integer NOT NULL CONSTRAINT t_constant CHECK (1 = 1),
                    b integer NOT NULL CONSTRAINT t_tautology CHECK (b = b),
                    c integer NOT NULL CONSTRAINT t_off CHECK (c > 0) NOT ENFORCED
                );
                """;

        ProofReport report = Subject.of(VERSION, designed).down("DROP TABLE t;").prove();

        assertThat(report.unproven()).hasSize(3).allMatch(one -> one.outcome() == Proof.Outcome.NOT_SHOWN);
        assertThat(decision(report, "check:public.t.t_constant"))
                .isEqualTo("not-shown: it speaks of no column, so no row can violate it alone");
        assertThat(decision(report, "check:public.t.t_tautology"))
                .isEqualTo("not-shown: no values among those tried violate it");
        assertThat(decision(report, "check:public.t.t_off"))
                .isEqualTo("not-shown: the design declares it NOT ENFORCED, so it refuses nothing");
    }

    @Test
    void saysWhyATableTakesNoRow() {
        String designed =
                "CREATE TABLE t (a integer NOT NULL CONSTRAINT t_low CHECK (a < 5), CONSTRAINT t_high CHECK (a > 5));";

        ProofReport report = Subject.of(VERSION, designed).down("DROP TABLE t;").prove();

        assertThat(decision(report, "good-row:public.t"))
                .isEqualTo("failed: no values were found that satisfy t_high, t_low");
        assertThat(decision(report, "not-null:public.t.a"))
                .isEqualTo("not-shown: public.t accepted no row to begin with");
    }

    @Test
    void noticesAPartitionedTableWithoutPartitions() {
        String designed = "CREATE TABLE t (at date NOT NULL) PARTITION BY RANGE (at);";

        ProofReport report = Subject.of(VERSION, designed).down("DROP TABLE t;").prove();

        assertThat(decision(report, "good-row:public.t")).contains("no partition of relation \"t\" found for row");
    }

    @Test
    void noticesALifecycleThatNobodyWatches() {
        ProofReport report = Subject.of(VERSION, DESIGNED)
                .down(DOWN)
                .lifecycle("customers", "state", List.of("open", "closed"), Map.of("open", List.of("closed")))
                .prove();

        assertThat(proof(report, "lifecycle:public.customers.state.open").outcome())
                .isEqualTo(Proof.Outcome.PASSED);
        assertThat(decision(report, "lifecycle:public.customers.state.closed"))
                .isEqualTo("failed: the change to open was accepted");
    }

    @Test
    void doesNotTryAKeyOnRowsItIsNotAbout() {
        String designed = """
                CREATE TABLE t (a integer NOT NULL CONSTRAINT t_positive CHECK (a > 0), b integer);
                CREATE UNIQUE INDEX t_never ON t (b) WHERE a < 0;
                """;

        ProofReport report = Subject.of(VERSION, designed).down("DROP TABLE t;").prove();

        assertThat(decision(report, "unique:public.t.t_never"))
                .isEqualTo("not-shown: no row was found that the key is about: no values were found that satisfy"
                        + " t_positive, the predicate of t_never");
    }
}
