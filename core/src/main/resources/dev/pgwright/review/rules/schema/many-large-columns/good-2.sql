-- @limit most-large-columns 2
create table calls (id bigint primary key, request jsonb, response jsonb);
