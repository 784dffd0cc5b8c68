-- @limit every-nullable 1
create table orders (
    id bigint primary key,
-- @finds note may be NULL, and nothing says that it has to
    note text
);
