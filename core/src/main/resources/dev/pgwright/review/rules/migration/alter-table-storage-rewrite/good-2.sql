create unlogged table staging (id bigint primary key);
insert into staging values (1), (2);
alter table staging set logged;
