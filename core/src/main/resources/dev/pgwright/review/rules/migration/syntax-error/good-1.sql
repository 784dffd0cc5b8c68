create table lots (id bigint primary key, area numeric check (area > 0));
select id from lots where area > 10 order by id limit 5;
