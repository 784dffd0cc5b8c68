-- @version 17
-- @before
create schema crm;
create collation crm.deaf (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
create table crm.firms (id bigint primary key, code text collate "C" unique);
create table crm.offers (id bigint primary key, firm_code text collate crm.deaf);
-- @migration 2
alter table crm.offers
-- @finds firm_code has deaf and crm.firms.code C, of which one takes
    add constraint offers_firm foreign key (firm_code) references crm.firms (code);
