create table webhooks (
    id bigint generated always as identity primary key,
    body jsonb not null,
    json text,
    path jsonpath
);
