-- Tables and what belongs to them. Names with é, 漢字 and 😀 stand before things whose places are checked.
CREATE SCHEMA IF NOT EXISTS warehouse AUTHORIZATION CURRENT_USER;
CREATE TABLE warehouse.article (
    id bigint GENERATED ALWAYS AS IDENTITY (START WITH 1000 CACHE 20) PRIMARY KEY,
    "größe" numeric(10, 2) DEFAULT 0.00 NOT NULL CHECK ("größe" >= 0),
    label text COLLATE "C" NOT NULL, /* shown to people 😀 */
    slug text GENERATED ALWAYS AS (lower(label)) STORED,
    width integer GENERATED ALWAYS AS (length(label) * 2) VIRTUAL,
    tags text[] DEFAULT '{}'::text[],
    doc jsonb,
    valid tstzrange,
    CONSTRAINT article_label_key UNIQUE NULLS NOT DISTINCT (label) INCLUDE (slug),
    CONSTRAINT article_no_overlap EXCLUDE USING gist (id WITH =, valid WITH &&) WHERE (valid IS NOT NULL)
);
CREATE TABLE "漢字表" (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), parent uuid REFERENCES "漢字表" ON DELETE SET NULL (parent) DEFERRABLE INITIALLY DEFERRED, note varchar(20)) WITH (fillfactor = 70) TABLESPACE pg_default;
CREATE TEMPORARY TABLE scratch (LIKE warehouse.article INCLUDING ALL EXCLUDING INDEXES) ON COMMIT DROP;
CREATE UNLOGGED TABLE IF NOT EXISTS counter (name text, value bigint, PRIMARY KEY (name));
CREATE TABLE event (at timestamptz NOT NULL, kind smallint, payload json) PARTITION BY RANGE (at, (kind + 1));
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01', MINVALUE) TO ('2025-01-01', MAXVALUE);
CREATE TABLE event_rest PARTITION OF event DEFAULT PARTITION BY HASH (kind);
CREATE TABLE event_rest_0 PARTITION OF event_rest FOR VALUES WITH (MODULUS 4, REMAINDER 0);
CREATE TABLE region (code char(2)) PARTITION BY LIST (code);
CREATE TABLE region_eu PARTITION OF region FOR VALUES IN ('DE', 'FR', NULL);
CREATE TABLE booking (room int, during tstzrange, PRIMARY KEY (room, during WITHOUT OVERLAPS), FOREIGN KEY (room, PERIOD during) REFERENCES room (id, PERIOD open));
CREATE TABLE child () INHERITS (warehouse.article, counter);
CREATE TABLE copy_of AS SELECT id, label FROM warehouse.article WHERE id > 10 WITH NO DATA;
CREATE TABLE typed OF composite_type (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 1);
CREATE FOREIGN TABLE remote (id int OPTIONS (column_name 'ID')) SERVER other OPTIONS (table_name 'T');
ALTER TABLE warehouse.article ADD COLUMN IF NOT EXISTS weight real, DROP COLUMN doc CASCADE, ALTER COLUMN label TYPE varchar(200) USING label::varchar(200);
ALTER TABLE ONLY event ALTER COLUMN kind SET DEFAULT 1, ALTER kind DROP NOT NULL, ALTER at SET STATISTICS 500, ALTER payload SET STORAGE EXTERNAL, ALTER payload SET COMPRESSION lz4;
ALTER TABLE child ADD CONSTRAINT child_fk FOREIGN KEY (id) REFERENCES counter (name) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
ALTER TABLE child VALIDATE CONSTRAINT child_fk;
ALTER TABLE child ALTER CONSTRAINT child_fk NOT ENFORCED;
ALTER TABLE child ADD CONSTRAINT child_label_nn NOT NULL label NO INHERIT NOT VALID;
ALTER TABLE event ATTACH PARTITION event_2024 FOR VALUES FROM ('2024-01-01', 0) TO ('2025-01-01', 0);
ALTER TABLE event DETACH PARTITION event_2024 CONCURRENTLY;
ALTER TABLE IF EXISTS child RENAME COLUMN label TO caption;
ALTER TABLE child SET SCHEMA warehouse;
ALTER TABLE child ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY, SET (autovacuum_enabled = false), RESET (fillfactor), CLUSTER ON child_pkey, REPLICA IDENTITY FULL, OWNER TO SESSION_USER;
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS article_idx ON ONLY warehouse.article USING btree (lower(label) COLLATE "C" text_pattern_ops DESC NULLS LAST, id) INCLUDE (slug) NULLS NOT DISTINCT WITH (fillfactor = 90) WHERE label <> 'é';
CREATE INDEX ON warehouse.article USING gin (tags, doc jsonb_path_ops);
ALTER INDEX article_idx SET TABLESPACE fast;
REINDEX (VERBOSE, CONCURRENTLY) TABLE warehouse.article;
CREATE STATISTICS s (ndistinct, mcv) ON label, (lower(slug)) FROM warehouse.article;
ALTER STATISTICS s SET STATISTICS 200;
CREATE SEQUENCE seq AS bigint INCREMENT BY -2 MINVALUE -100 NO MAXVALUE START -1 CYCLE OWNED BY counter.value;
ALTER SEQUENCE seq RESTART WITH 5;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'très bien');
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'meh' BEFORE 'ok';
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
CREATE TYPE pair AS (a int, b text COLLATE "C");
CREATE TYPE floatrange AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE DOMAIN positive AS int DEFAULT 1 CONSTRAINT must_be_positive CHECK (VALUE > 0) NOT NULL;
ALTER DOMAIN positive ADD CHECK (VALUE < 1000) NOT VALID;
CREATE OR REPLACE VIEW v (a, b) WITH (security_barrier) AS SELECT id, label FROM warehouse.article WITH LOCAL CHECK OPTION;
CREATE RECURSIVE VIEW r (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM r WHERE n < 5;
CREATE MATERIALIZED VIEW IF NOT EXISTS mv AS TABLE event WITH NO DATA;
REFRESH MATERIALIZED VIEW CONCURRENTLY mv;
COMMENT ON COLUMN warehouse.article.label IS 'what people see: é 漢 😀';
COMMENT ON CONSTRAINT article_label_key ON warehouse.article IS NULL;
DROP TABLE IF EXISTS child, warehouse.article CASCADE;
DROP INDEX CONCURRENTLY article_idx;
DROP OPERATOR IF EXISTS ~ (NONE, int);
TRUNCATE TABLE ONLY counter, event RESTART IDENTITY CASCADE
