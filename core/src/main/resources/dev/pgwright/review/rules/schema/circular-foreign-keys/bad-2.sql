-- @before
create table a (id bigint primary key, b_id bigint not null);
create table b (id bigint primary key, c_id bigint not null);
create table c (id bigint primary key, a_id bigint not null, b_id bigint references b);
alter table a add foreign key (b_id) references b;
alter table b add foreign key (c_id) references c;
-- @migration 2
-- @finds a -> b -> c -> a
alter table c add foreign key (a_id) references a;
