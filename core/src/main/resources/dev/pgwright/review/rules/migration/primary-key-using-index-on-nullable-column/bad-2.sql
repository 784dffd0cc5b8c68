-- @before
create schema "Log";
create table "Log"."Entry" (day date not null, "lineNo" bigint, host text check (host is not null or day > '2000-01-01'));
create unique index "entryKey" on "Log"."Entry" (day, "lineNo", host);
-- @migration 2 transaction
set local lock_timeout = '2s';
alter table "Log"."Entry"
    alter column day set default current_date,
-- @finds sets lineNo, host NOT NULL
    add primary key using index "entryKey";
