create table pages (
    id bigint primary key,
-- @finds body of pages compresses large values with pglz
    body text compression pglz,
    title text not null
);
