-- to keep rows apart is a question about whole values
create table routes (id bigint primary key, stops int[] unique, days daterange);
create unique index routes_days on routes (days);
create table letters (id bigint primary key, letters text, bits bit(8));
create index letters_bits on letters (bits);
