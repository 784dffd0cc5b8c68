create table shelves (room text, number integer, primary key (room, number));
create table books (
    id bigint primary key,
    room text,
    number integer,
    foreign key (room, number) references shelves match full on delete restrict
);
create table maps (
    id bigint primary key,
    room text,
    number integer,
    check (num_nulls(room, number) in (0, 2)),
    foreign key (room, number) references shelves on delete restrict
);
create table atlases (
    id bigint primary key,
    room text,
    number integer,
    check ((room is null) = (number is null)),
    foreign key (room, number) references shelves on delete restrict
);
