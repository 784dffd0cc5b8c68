-- @limit least-names 5
-- @limit prevails 70
create table order_lines (line_id bigint primary key, unit_price numeric, order_total numeric);
create table tax_rates (rate_id bigint primary key, valid_from date);
create table price_lists (list_id bigint primary key, for_group text);
create table bank_accounts (account_id bigint primary key, opened_on date);
-- @finds CustomerGroups is not called as the others: 4 of 5 tables are in snake_case
create table "CustomerGroups" (
    group_id bigint primary key,
-- @finds CustomerGroups.groupName is not called as the others: 10 of 11 columns are in snake_case
    "groupName" text
);
