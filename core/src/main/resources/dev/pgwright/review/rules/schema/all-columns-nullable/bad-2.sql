create schema shop;
-- @finds None of the 2 columns of shop.imports is NOT NULL
create table shop.imports (line text, file text, size integer generated always as (length(line)) stored);
