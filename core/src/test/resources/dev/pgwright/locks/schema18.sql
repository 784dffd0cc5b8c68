create table modern (
    id int primary key, v int generated always as (id + 1) virtual, w int constraint modern_w not null no inherit,
    x int constraint modern_x not null, y int);
insert into modern (id, w, x, y) select i, i, i, i from generate_series(1, 10) i;
alter table modern add constraint modern_y not null y not valid;

-- with the index that the table above has, so that only the bound can have them read
create table events_d (id int not null, kind text, v int, check (kind = 'd'));
alter table events_d add constraint events_d_present not null kind not valid;
create index events_d_v on events_d (v);
insert into events_d select i, 'd', i from generate_series(1, 40) i;
create table events_e (id int not null, kind text not null, v int, check (kind = 'e'));
create index events_e_v on events_e (v);
insert into events_e select i, 'e', i from generate_series(1, 40) i;
