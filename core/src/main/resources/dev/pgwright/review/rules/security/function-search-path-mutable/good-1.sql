create table audit (at timestamptz not null, who text not null);
create function note() returns void language sql security definer set search_path = pg_catalog, pg_temp
as 'insert into public.audit values (now(), session_user)';
create function late() returns void language sql security definer as 'insert into public.audit values (now(), session_user)';
alter function late() set search_path to pg_catalog, pg_temp;
