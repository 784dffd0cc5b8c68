create table users (
    id bigint primary key,
-- @finds The name of users.password_hash says that it holds a secret, and everybody may read it
    password_hash text not null,
    password_changed_at timestamptz
);
grant select on users to public;
