create schema extensions;
set search_path = extensions, public;
create extension citext;
