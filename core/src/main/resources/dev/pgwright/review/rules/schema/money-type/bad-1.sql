create table invoices (
    id bigint generated always as identity primary key,
-- @finds total is money, which is read and written by lc_monetary
    total money not null
);
