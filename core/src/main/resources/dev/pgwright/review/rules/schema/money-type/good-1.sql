create table invoices (
    id bigint generated always as identity primary key,
    total numeric(12, 2) not null,
    money numeric(12, 2),
    currency text not null check (length(currency) = 3)
);
