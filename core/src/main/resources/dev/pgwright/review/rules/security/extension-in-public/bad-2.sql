create schema extensions;
-- @finds What the extension citext brings is in public
create extension if not exists citext with schema public;
create extension hstore schema extensions;
