create table categories (
    id bigint primary key,
    name text not null,
-- @finds A row of categories cannot be deleted while another one names it in parent_id
    parent_id bigint references categories
);
create table folders (
-- @finds Each row of folders references itself by id, which checks nothing
    id bigint primary key references folders on delete cascade,
    parent_id bigint
);
