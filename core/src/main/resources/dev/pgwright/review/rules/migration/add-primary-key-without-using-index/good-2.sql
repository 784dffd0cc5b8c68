-- @before
create table entries (day date not null, number bigint not null) partition by range (day);
create table entries_2026 partition of entries for values from ('2026-01-01') to ('2027-01-01');
create unique index entries_2026_key on entries_2026 (day, number);
-- @migration 2
alter table entries_2026 add primary key using index entries_2026_key;
alter table only entries add primary key (day, number);
alter index entries_pkey attach partition entries_2026_key;
create table marks (id bigint);
alter table marks add primary key (id);
