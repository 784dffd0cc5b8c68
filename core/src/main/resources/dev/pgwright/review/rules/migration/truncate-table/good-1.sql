create table sessions (id bigint primary key, started_at timestamptz);
insert into sessions values (1, now());
truncate sessions;
