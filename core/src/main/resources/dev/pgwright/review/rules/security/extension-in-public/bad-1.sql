-- @finds What the extension pg_trgm brings is in public, among the objects of applications and open to every role
create extension pg_trgm;
