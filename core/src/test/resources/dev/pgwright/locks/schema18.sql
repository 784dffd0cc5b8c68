create table modern (
    id int primary key, v int generated always as (id + 1) virtual, w int constraint modern_w not null no inherit,
    x int constraint modern_x not null, y int);
insert into modern (id, w, x, y) select i, i, i, i from generate_series(1, 10) i;
alter table modern add constraint modern_y not null y not valid;
