create type place as (street text, town text);
create table shops (id integer primary key, at place, tags text[]);
update shops set at.street = 'a', at.town = 'b', tags[1] = 'x', tags[2] = 'y' where id = 1;
