create table payments (
    id varchar(32) not null,
    code varchar(32) primary key,
    provider_id varchar(32) not null,
    uuid_version integer,
    uuid_prefix varchar(8)
);
