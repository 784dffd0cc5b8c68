create table users (id bigint primary key);
create table roles (id bigint primary key);
-- @finds grants links roles and users, and nothing keeps the same link from being there twice
create table grants (
    role_id bigint not null constraint grants_1 references roles,
    user_id bigint not null constraint grants_2 references users,
    created_at timestamptz not null default now()
);
