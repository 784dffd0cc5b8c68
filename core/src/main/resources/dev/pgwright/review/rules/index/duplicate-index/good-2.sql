create table accounts (id bigint primary key, code text, email text);
-- the constraint lets NULL in any number of times, the index once
alter table accounts add constraint accounts_code unique (code);
create unique index accounts_code_once on accounts (code) nulls not distinct;
-- the constraint is checked at the end: no ON CONFLICT may use it
alter table accounts add constraint accounts_email unique (email) deferrable initially deferred;
create unique index accounts_email_now on accounts (email);
