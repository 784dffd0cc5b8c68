-- a factory, and where rows are loaded first
create schema production;
create schema staging;
create schema products;
create schema devices;
create schema test_results;
