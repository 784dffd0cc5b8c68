create unlogged table imported (id bigint primary key, line text);
alter table imported set logged;
create unlogged table scratch (id bigint primary key);
drop table scratch;
