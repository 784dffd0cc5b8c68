-- @version 16
create sequence labels;
create table parcels (
    label text primary key default 'P' || nextval('labels')::text,
    weight numeric
);
create table readings (id bigserial, at timestamptz not null, primary key (id, at)) partition by range (at);
create table places (id serial primary key);
alter table places alter column id drop default;
