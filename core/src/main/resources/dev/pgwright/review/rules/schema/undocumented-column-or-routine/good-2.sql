-- @words kinds trigger
-- @limit max-length 30
create table orders (id bigint primary key, total numeric not null);
create table lines (id bigint primary key, note text);
comment on column lines.note is 'a comment of any length, as columns are not asked for';
