create table articles (
    id bigint primary key,
    shop_id bigint not null,
    code text not null,
    barcode text unique,
    deleted_at timestamptz,
    unique nulls not distinct (shop_id, code, deleted_at)
);
