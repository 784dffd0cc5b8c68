--
-- PostgreSQL database dump
--

\restrict XqJ3aVbeLgA5fSSEmMrBVYC5hCPz2eCBmGWGz0vTpFtlcbhx6bH1mQh0rE3kQfT

SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.person (
    id integer NOT NULL,
    name text
);

COPY public.person (id, name) FROM stdin;
1	Zoë; DROP TABLE person; --
2	it's
3	\N
4	/* no comment
5	$$
\.

COPY public.empty (id) FROM stdin WITH (FORMAT csv);
\.


CREATE FUNCTION public.f() RETURNS void
    LANGUAGE plpgsql
    AS $_$
begin
  execute 'copy x from stdin;
\.
';
end;
$_$;

\connect "other db"

ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (id);

\if :is_big
SELECT 1
\gset prefix_
\else
  \echo 'nothing; here'
\endif
SELECT 2 \; SELECT 3;
\copy person from stdin with csv
6,"x;y"
\.
SELECT 'é' AS last

\unrestrict XqJ3aVbeLgA5fSSEmMrBVYC5hCPz2eCBmGWGz0vTpFtlcbhx6bH1mQh0rE3kQfT
