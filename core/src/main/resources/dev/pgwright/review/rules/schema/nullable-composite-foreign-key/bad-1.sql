create table shelves (room text, number integer, primary key (room, number));
create table books (
    id bigint primary key,
    room text,
    number integer,
-- @finds A NULL in one of room, number turns the reference to shelves off
    foreign key (room, number) references shelves on delete restrict
);
