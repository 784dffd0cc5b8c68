create schema wiki;
-- @finds wiki.page_meta keeps what belongs to page_id as pairs of meta_key and meta_value
create table wiki.page_meta (
    meta_id bigint generated always as identity primary key,
    page_id bigint not null,
    meta_key varchar(255),
    meta_value jsonb
);
