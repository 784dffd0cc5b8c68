create table prices (sku text, valid_from date, valid_to date, price numeric, primary key (valid_from, sku));
create index prices_valid on prices (valid_from, valid_to);
create index prices_brin on prices using brin (valid_from, price);
create unique index prices_to on prices (valid_to, sku);
