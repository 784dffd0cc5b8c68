create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create table users (name text collate blind primary key);
create table posts (id bigint primary key, author text collate blind not null references users);
