create table pages (id bigint primary key, body text compression pglz);
alter table pages alter column body set compression default;
create table drafts (id bigint primary key, body text compression pglz);
alter table drafts drop column body;
