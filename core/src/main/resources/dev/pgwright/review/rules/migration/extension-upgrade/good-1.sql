create extension pg_trgm version '1.5';
alter extension pg_trgm update to '1.6';
