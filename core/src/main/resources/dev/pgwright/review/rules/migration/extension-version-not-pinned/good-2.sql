create schema tools;
create extension if not exists pg_trgm with schema tools version '1.5';
alter extension pg_trgm update;
