CREATE FUNCTION add(a integer, b integer DEFAULT 1, OUT total integer, VARIADIC rest int[] = '{}') RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'select a + b';
CREATE OR REPLACE FUNCTION standard(x int) RETURNS TABLE (n int, s text)
BEGIN ATOMIC
    SELECT CASE WHEN x > 1 THEN 1 ELSE 2 END, 'a;b';
    SELECT x, 'end' AS "end";
END;
CREATE FUNCTION quick(x int) RETURNS int RETURN x + 1;
CREATE OR REPLACE PROCEDURE tidy(INOUT n bigint) SECURITY DEFINER SET search_path = pg_catalog, pg_temp LANGUAGE plpgsql AS $body$
DECLARE
    r record;
    total numeric := 0; -- é
BEGIN
    FOR r IN SELECT * FROM t WHERE x = n LOOP
        IF r.x > 10 THEN
            UPDATE t SET x = x - 1 WHERE id = r.id;
        ELSIF r.x IS NULL THEN
            RAISE NOTICE 'nothing in %', r.id USING HINT = 'look; again';
        ELSE
            EXECUTE format('delete from %I', r.name) USING n;
        END IF;
        total := total + r.x;
    END LOOP;
    COMMIT;
EXCEPTION
    WHEN unique_violation THEN
        GET DIAGNOSTICS n = ROW_COUNT;
END
$body$;
CREATE TRIGGER audit BEFORE INSERT OR UPDATE OF a, b ON t REFERENCING NEW TABLE AS fresh FOR EACH ROW WHEN (NEW.a IS DISTINCT FROM OLD.a) EXECUTE FUNCTION log_it('x', 1);
CREATE CONSTRAINT TRIGGER later AFTER DELETE ON t DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION f();
CREATE EVENT TRIGGER guard ON ddl_command_start WHEN TAG IN ('DROP TABLE') EXECUTE FUNCTION no_drop();
CREATE RULE twice AS ON INSERT TO t WHERE NEW.a > 0 DO ALSO (INSERT INTO log VALUES (1); NOTIFY changed, 'payload');
CREATE POLICY own ON t AS RESTRICTIVE FOR UPDATE TO PUBLIC, alice USING (owner = CURRENT_USER) WITH CHECK (true);
CREATE AGGREGATE avg2 (float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}');
CREATE OPERATOR === (LEFTARG = box, RIGHTARG = box, FUNCTION = same, COMMUTATOR = ===, HASHES);
CREATE OPERATOR CLASS c FOR TYPE int4 USING btree AS OPERATOR 1 <, FUNCTION 1 btint4cmp(int4, int4), STORAGE int4;
CREATE CAST (bigint AS pair) WITH FUNCTION make_pair(bigint) AS ASSIGNMENT;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public VERSION '1.7' CASCADE;
CREATE COLLATION german (provider = icu, locale = 'de');
CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION mine ALTER MAPPING FOR word WITH english_stem, simple;
DO LANGUAGE plpgsql $do$ BEGIN PERFORM 1; END $do$;
DROP FUNCTION IF EXISTS add(integer, integer), quick(int) RESTRICT;
ALTER FUNCTION quick(int) VOLATILE RESET ALL;
ALTER ROUTINE quick(int) DEPENDS ON EXTENSION btree_gist
