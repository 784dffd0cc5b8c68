-- 10,000 tables in 20 schemas, unless psql is given -v tables=N: eight columns, three indexes, a foreign key and a check each;
-- a view for every tenth, a function and a trigger for every twentieth, 1,000 of them partitions.
SELECT set_config('bench.tables', :'tables', false);
CREATE TYPE public.state AS ENUM ('open', 'paid', 'sent', 'lost');
CREATE DOMAIN public.amount AS numeric(12, 2) CONSTRAINT amount_positive CHECK (VALUE >= 0);
CREATE PROCEDURE public.make(first integer, last integer) LANGUAGE plpgsql AS $make$
DECLARE
  name text;
BEGIN
  FOR i IN first..last LOOP
    name := format('area_%s.table_%s', i % 20, i);
    EXECUTE format(
      'CREATE TABLE %s (
         id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT table_%s_pkey PRIMARY KEY,
         parent_id bigint,
         email text NOT NULL CONSTRAINT table_%2$s_email_key UNIQUE,
         total public.amount DEFAULT 0 NOT NULL,
         state public.state DEFAULT ''open'' NOT NULL,
         created_at timestamp with time zone DEFAULT now() NOT NULL,
         details jsonb DEFAULT ''{}'',
         lower_email text GENERATED ALWAYS AS (lower(email)) STORED,
         CONSTRAINT table_%2$s_details_check CHECK (jsonb_typeof(details) = ''object''))', name, i);
    EXECUTE format('CREATE INDEX table_%s_state_idx ON %s (state, created_at DESC) WHERE (total > 0)', i, name);
    EXECUTE format('COMMENT ON TABLE %s IS ''Table number %s''', name, i);
    EXECUTE format('COMMENT ON COLUMN %s.total IS ''In EUR''', name);
    IF i > 1 THEN
      EXECUTE format('ALTER TABLE %s ADD CONSTRAINT table_%s_parent_id_fkey FOREIGN KEY (parent_id)
        REFERENCES area_%s.table_%s (id) ON DELETE CASCADE', name, i, (i / 2) % 20, i / 2);
    END IF;
    IF i % 10 = 0 THEN
      EXECUTE format('CREATE VIEW area_%s.view_%s AS SELECT id, email, total FROM %s WHERE state = ''open''', i % 20, i, name);
    END IF;
    IF i % 20 = 0 THEN
      EXECUTE format('CREATE FUNCTION area_0.touch_%s() RETURNS trigger LANGUAGE plpgsql AS
        ''BEGIN NEW.created_at := now(); RETURN NEW; END''', i);
      EXECUTE format('CREATE TRIGGER touch BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION area_0.touch_%s()', name, i);
      EXECUTE format('GRANT SELECT ON %s TO pg_monitor', name);
    END IF;
  END LOOP;
END
$make$;
SELECT format('CREATE SCHEMA area_%s', i) FROM generate_series(0, 19) AS i \gexec
-- a transaction holds a lock for every table that it makes
SELECT format('CALL public.make(%s, least(%s, %s))', first, first + 99, :tables * 9 / 10)
FROM generate_series(1, :tables * 9 / 10, 100) AS first \gexec
CREATE TABLE area_0.events (id bigint NOT NULL, day integer NOT NULL, note text, CONSTRAINT events_pkey PRIMARY KEY (id, day))
PARTITION BY RANGE (day);
CREATE INDEX events_note_idx ON area_0.events (note);
SELECT format('CREATE TABLE area_0.events_%s PARTITION OF area_0.events FOR VALUES FROM (%s) TO (%s)', i, i, i + 1)
FROM generate_series(1, :tables / 10 - 1) AS i \gexec
DROP PROCEDURE public.make;
