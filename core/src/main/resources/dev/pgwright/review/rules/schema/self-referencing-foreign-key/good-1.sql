create table categories (
    id bigint primary key,
    name text not null,
    parent_id bigint references categories on delete cascade,
    successor_id bigint references categories on delete set null
);
