create table lots (id bigint primary key);
-- @fails 42601
-- @finds syntax error at or near "numeric"
alter table lots add colum area numeric;
