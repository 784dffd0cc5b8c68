create table years (id bigint primary key);
insert into years select generate_series(1900, 2100);
cluster years using years_pkey;
vacuum full years;
