create table orders (
    id bigint primary key,
    order_date date not null,
    total_amount numeric,
    date_format text,
    price_label text,
    amount_currency text,
    looked_at_by text,
    update text
);
