create table accounts (
    id bigint primary key,
-- @finds A deleted row of accounts keeps its email: nobody can use that again, as accounts_email_key counts rows with deleted_at, too
    email text not null unique,
    deleted_at timestamptz
);
