create domain room_number as integer not null;
create table shelves (room text, number integer, primary key (room, number));
create table people (
    tenant_id bigint not null,
    id bigint not null,
    manager_id bigint,
    primary key (tenant_id, id),
    foreign key (tenant_id, manager_id) references people on delete restrict
);
create table books (
    id bigint primary key,
    room text,
    number room_number,
    foreign key (room, number) references shelves on delete restrict
);
