create table users (id bigint primary key);
create table roles (id bigint primary key);
create table user_roles (user_id bigint references users, role_id bigint references roles, primary key (role_id, user_id));
create table role_users (id bigint primary key, user_id bigint references users, role_id bigint references roles);
create unique index on role_users (user_id, role_id);
create table friends (one_id bigint references users, other_id bigint references users, unique (one_id, other_id));
create table main_roles (user_id bigint primary key references users, role_id bigint references roles);
