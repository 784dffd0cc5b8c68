create domain state_code as text check (value in ('a', 'b'));
create table uploads (
    id bigint primary key,
    mime_type text not null,
    owner_type text not null,
    owner_id bigint not null,
    state state_code not null,
    statuses text[],
    status_note text
);
create table addresses (id bigint primary key, street text, city text, state text);
create table votes (id bigint primary key, phone text, state varchar(2));
create table kinds (kind text primary key, name text not null);
