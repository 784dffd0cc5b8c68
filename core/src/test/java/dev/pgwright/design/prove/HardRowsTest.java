package dev.pgwright.design.prove;

import static dev.pgwright.design.prove.Subject.decision;
import static dev.pgwright.design.prove.Subject.proof;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas whose good rows are not easily found. */
@Tag("laws")
class HardRowsTest {
    private static void proves(int version, String designed, String down) {
        assertThat(Subject.of(version, designed).down(down).prove().unproven()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void provesTablesThatReferToThemselvesAndToEachOther(int version) {
        proves(
                version,
                """
                CREATE TABLE nodes (
                    id integer CONSTRAINT nodes_pkey PRIMARY KEY,
                    root_id integer NOT NULL CONSTRAINT nodes_root_id_fkey REFERENCES nodes
                );
                CREATE TABLE numbered (
                    id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT numbered_pkey PRIMARY KEY,
                    root_id bigint NOT NULL CONSTRAINT numbered_root_id_fkey REFERENCES numbered ON DELETE CASCADE
                );
                CREATE TABLE teams (
                    id integer CONSTRAINT teams_pkey PRIMARY KEY,
                    captain_id integer
                );
                CREATE TABLE players (
                    id integer CONSTRAINT players_pkey PRIMARY KEY,
                    team_id integer NOT NULL CONSTRAINT players_team_id_fkey REFERENCES teams ON DELETE CASCADE
                );
                ALTER TABLE teams ADD CONSTRAINT teams_captain_id_fkey
                    FOREIGN KEY (captain_id) REFERENCES players ON DELETE SET NULL;
                """,
                "ALTER TABLE teams DROP CONSTRAINT teams_captain_id_fkey; DROP TABLE players, teams, numbered, nodes;");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void provesOneToOneAndManyToMany(int version) {
        proves(version, """
                CREATE TABLE users (id uuid CONSTRAINT users_pkey PRIMARY KEY);
                CREATE TABLE profiles (
                    user_id uuid CONSTRAINT profiles_pkey PRIMARY KEY
                        CONSTRAINT profiles_user_id_fkey REFERENCES users ON DELETE CASCADE,
                    nick varchar(8) NOT NULL CONSTRAINT profiles_nick_key UNIQUE
                );
                CREATE TABLE follows (
                    follower_id uuid CONSTRAINT follows_follower_id_fkey REFERENCES users ON DELETE CASCADE,
                    followed_id uuid CONSTRAINT follows_followed_id_fkey REFERENCES users ON DELETE CASCADE,
                    CONSTRAINT follows_pkey PRIMARY KEY (follower_id, followed_id),
                    CONSTRAINT follows_not_self CHECK (follower_id <> followed_id)
                );
                """, "DROP TABLE follows, profiles, users;");
    }

    @ParameterizedTest
    @ValueSource(ints = {18, 15})
    void provesListAndHashPartitionsAndDefaults(int version) {
        proves(version, """
                CREATE TABLE by_region (id integer NOT NULL, region text NOT NULL, CONSTRAINT by_region_pkey
                    PRIMARY KEY (id, region)) PARTITION BY LIST (region);
                CREATE TABLE by_region_eu PARTITION OF by_region FOR VALUES IN ('DE', 'FR');
                CREATE TABLE by_region_us PARTITION OF by_region FOR VALUES IN ('US');
                CREATE TABLE by_hash (id integer CONSTRAINT by_hash_pkey PRIMARY KEY) PARTITION BY HASH (id);
                CREATE TABLE by_hash_0 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE by_hash_1 PARTITION OF by_hash FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                CREATE TABLE by_day (at timestamptz NOT NULL, n integer NOT NULL CONSTRAINT by_day_n_check CHECK (n > 0))
                    PARTITION BY RANGE (at);
                CREATE TABLE by_day_1 PARTITION OF by_day FOR VALUES FROM ('2031-05-01 00:00+00') TO ('2031-05-02 00:00+00')
                    PARTITION BY RANGE (n);
                CREATE TABLE by_day_1_n PARTITION OF by_day_1 FOR VALUES FROM (100) TO (200);
                CREATE TABLE by_day_rest PARTITION OF by_day DEFAULT;
                """, "DROP TABLE by_day, by_hash, by_region;");
    }

    @Test
    void provesDeferrableConstraintsWhenTheyAreChecked() {
        proves(18, """
                CREATE TABLE parents (id integer CONSTRAINT parents_pkey PRIMARY KEY,
                    position integer NOT NULL CONSTRAINT parents_position_key UNIQUE DEFERRABLE INITIALLY DEFERRED);
                CREATE TABLE children (
                    id integer CONSTRAINT children_pkey PRIMARY KEY,
                    parent_id integer NOT NULL CONSTRAINT children_parent_id_fkey
                        REFERENCES parents DEFERRABLE INITIALLY DEFERRED
                );
                """, "DROP TABLE children, parents;");
    }

    @Test
    void provesTemporalKeysOfPostgres18() {
        proves(18, """
                CREATE EXTENSION btree_gist;
                CREATE TABLE rooms (
                    id integer NOT NULL,
                    valid daterange NOT NULL,
                    CONSTRAINT rooms_pkey PRIMARY KEY (id, valid WITHOUT OVERLAPS)
                );
                """, "DROP TABLE rooms; DROP EXTENSION btree_gist;");
    }

    @Test
    void provesNullsNotDistinctAndExpressionKeysAndGeneratedColumns() {
        proves(18, """
                CREATE TABLE t (
                    id integer CONSTRAINT t_pkey PRIMARY KEY,
                    code text,
                    name text NOT NULL,
                    net numeric(8, 2) NOT NULL,
                    gross numeric(8, 2) GENERATED ALWAYS AS (net * 1.2) STORED CONSTRAINT t_gross_check CHECK (gross < 1000),
                    virtual numeric(8, 2) GENERATED ALWAYS AS (net * 2) VIRTUAL,
                    CONSTRAINT t_code_key UNIQUE NULLS NOT DISTINCT (code)
                );
                CREATE UNIQUE INDEX t_name_key ON t (lower(name));
                """, "DROP TABLE t;");
    }

    @Test
    void triesChecksOfManyColumnsTogether() {
        proves(18, """
                CREATE TABLE t (
                    kind text NOT NULL CONSTRAINT t_kind_check CHECK (kind IN ('person', 'company')),
                    first_name text,
                    last_name text,
                    company_name text,
                    starts date NOT NULL,
                    ends date,
                    share numeric(5, 4) NOT NULL CONSTRAINT t_share_check CHECK (share > 0 AND share <= 1),
                    CONSTRAINT t_names_check CHECK (
                        (kind = 'person' AND first_name IS NOT NULL AND last_name IS NOT NULL AND company_name IS NULL)
                        OR (kind = 'company' AND company_name IS NOT NULL AND num_nonnulls(first_name, last_name) = 0)),
                    CONSTRAINT t_period_check CHECK (ends > starts)
                );
                """, "DROP TABLE t;");
    }

    @Test
    void takesExamplesWhereAPatternCannotBeGuessed() {
        String designed = """
                CREATE TABLE accounts (
                    iban text NOT NULL CONSTRAINT accounts_iban_key UNIQUE
                        CONSTRAINT accounts_iban_check CHECK (iban ~ '^DE[0-9]{20}$')
                );
                """;

        ProofReport guessing =
                Subject.of(18, designed).down("DROP TABLE accounts;").prove();
        ProofReport knowing = Subject.of(18, designed)
                .down("DROP TABLE accounts;")
                .example("accounts", "iban", "'DE02120300000000202051'")
                .prove();

        assertThat(decision(guessing, "good-row:public.accounts"))
                .isEqualTo("failed: no values were found that satisfy accounts_iban_check");
        assertThat(knowing.unproven()).isEmpty();
    }

    @Test
    void quotesNamesThatNeedIt() {
        proves(18, """
                CREATE SCHEMA "Sales Dept";
                CREATE TYPE "Sales Dept"."Kind" AS ENUM ('it''s', 'back\\slash');
                CREATE TABLE "Sales Dept"."Order" (
                    "user" integer CONSTRAINT "Order pkey" PRIMARY KEY,
                    "Kind" "Sales Dept"."Kind" NOT NULL,
                    "a ""b" text NOT NULL CONSTRAINT "Order check" CHECK ("a ""b" <> 'it''s \\'),
                    "value" integer NOT NULL CONSTRAINT "Order value" CHECK ("value" > 3)
                );
                """, "DROP SCHEMA \"Sales Dept\" CASCADE;");
    }

    @Test
    void keepsRowsOfTheMigrationAndRefersToThem() {
        String designed = """
                CREATE TABLE statuses (code text CONSTRAINT statuses_pkey PRIMARY KEY
                    CONSTRAINT statuses_code_check CHECK (code IN ('open', 'done')));
                CREATE TABLE tasks (
                    id integer CONSTRAINT tasks_pkey PRIMARY KEY,
                    status text NOT NULL CONSTRAINT tasks_status_fkey REFERENCES statuses ON DELETE RESTRICT
                );
                """;
        ProofReport report = Subject.of(18, designed)
                .applied(designed + "INSERT INTO statuses VALUES ('open');")
                .down("DROP TABLE tasks, statuses;")
                .prove();

        assertThat(proof(report, "foreign-key:public.tasks.tasks_status_fkey").outcome())
                .isEqualTo(Proof.Outcome.PASSED);
        assertThat(proof(report, "good-row:public.tasks").outcome()).isEqualTo(Proof.Outcome.PASSED);
    }

    @Test
    void seesPastATriggerThatFillsInNulls() {
        String designed = """
                CREATE TABLE t (id integer CONSTRAINT t_pkey PRIMARY KEY, changed_at timestamptz NOT NULL);
                CREATE FUNCTION t_touch() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN NEW.changed_at := now(); RETURN NEW; END $$;
                CREATE TRIGGER t_touch BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION t_touch();
                """;

        ProofReport report = Subject.of(18, designed)
                .down("DROP TABLE t; DROP FUNCTION t_touch();")
                .prove();

        assertThat(report.unproven()).isEmpty();
        assertThat(decision(report, "not-null:public.t.changed_at"))
                .startsWith("passed 23502: a null was refused, with the table's triggers set aside");
    }
}
