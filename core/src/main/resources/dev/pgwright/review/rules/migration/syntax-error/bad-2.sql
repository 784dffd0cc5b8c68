-- @fails 42601
create table lots (
    id bigint primary key,
-- @finds syntax error at or near ")"
);
select 1;
