-- short lists, and values that say nothing
create table order_states (code text primary key, label text not null, position integer);
create table sessions (token text primary key, user_id bigint, began timestamptz, address inet);
create table uploads (number bigint primary key, name text, size bigint, made date);
create table closed_days (date date primary key, why text, who text, whole boolean);
create table domains (domain text primary key, a text, b text, c text);
alter table domains drop constraint domains_pkey;
