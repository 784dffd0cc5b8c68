-- what PostgreSQL 18 added
create extension btree_gist;
create table price (
    product int, valid daterange constraint valid_is_known not null,
    net numeric not null no inherit, gross numeric generated always as (net * 1.2) virtual,
    note text, flag boolean,
    primary key (product, valid without overlaps),
    unique (flag, valid without overlaps)
);
comment on constraint valid_is_known on price is 'Needed';
create table sale (
    product int, during daterange, note text constraint note_known not null,
    foreign key (product, period during) references price (product, period valid),
    constraint cheap check (product < 100) not enforced
);
alter table sale add constraint product_known not null product not valid;
create table target (id int primary key);
create table loose (id int references target not enforced);
create table parent (id int constraint parent_needs_id not null, kind int not null) partition by list (id);
create table part partition of parent (constraint kind_is_small check (kind < 10)) for values in (1);
create table heir (more text not null) inherits (price);
create table counted (id int generated always as identity, k int) partition by list (k);
create table counted_1 partition of counted for values in (1);
