create table people (id bigint primary key, name text not null);
-- @finds employees inherits from people, whose keys and unique constraints do not hold across the two
create table employees (salary numeric not null) inherits (people);
