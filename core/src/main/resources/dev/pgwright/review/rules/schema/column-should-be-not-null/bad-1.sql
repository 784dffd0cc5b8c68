create table customers (
    id bigint generated always as identity primary key,
-- @finds blocked may be NULL, which is neither true nor false
    blocked boolean,
-- @finds country may be NULL, though its default says what it is when nothing is given
    country text default 'NL',
-- @finds created_at may be NULL, though every row was made at some time
    created_at timestamptz,
    died_at timestamptz
);
