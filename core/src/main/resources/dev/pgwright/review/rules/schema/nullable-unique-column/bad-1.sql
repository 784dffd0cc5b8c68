create table articles (
    id bigint primary key,
    shop_id bigint not null,
    code text not null,
    deleted_at timestamptz,
-- @finds articles_shop_id_code_deleted_at_key lets rows of articles be equal as often as deleted_at is NULL
    unique (shop_id, code, deleted_at)
);
