create schema shop;
-- @finds shop.facts has 11 indexes
create table shop.facts (a int unique, b int unique, c int unique, d int unique, e int unique, f int unique, g int unique,
    h int unique, i int unique, j int unique, k int unique);
