create table accounts (account_id bigint primary key, account_type text not null);
create table payments (
    id bigint primary key,
    account_type text not null,
    account_id bigint not null,
    owner_type text,
    owner_id bigint references accounts on delete restrict,
    media_type text,
    media_ids bigint[],
    external_id text
);
