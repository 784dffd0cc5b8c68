-- @version 17
create collation blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
create table users (name text collate blind primary key);
create table posts (
    id bigint primary key,
-- @finds author has the database's collation and users.name blind, of which one takes different texts for equal
    author text not null references users
);
