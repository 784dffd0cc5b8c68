-- @finds calls has 2 columns of any size (request, response): what selects all of a row fetches each from TOAST
create table calls (id bigint primary key, url text not null, request jsonb, response text);
