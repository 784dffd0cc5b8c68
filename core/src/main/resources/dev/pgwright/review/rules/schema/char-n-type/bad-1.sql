create table airports (
-- @finds code is character(3)
    code char(3) primary key,
    name text not null
);
