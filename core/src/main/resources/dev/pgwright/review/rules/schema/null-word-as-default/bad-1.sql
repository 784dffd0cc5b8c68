create table contacts (
    id bigint generated always as identity primary key,
-- @finds The default of phone is a text of four letters, not the absence of a value
    phone varchar(20) default 'NULL',
-- @finds The default of note
    note text default 'null'
);
