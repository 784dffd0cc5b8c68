create table readings (sensor bigint not null, at timestamptz not null, value numeric);
create publication additions for table readings with (publish = 'insert, truncate');
create table sensors (id bigint primary key, name text);
create table labels (code text not null, text text);
create unique index labels_code on labels (code);
alter table labels replica identity using index labels_code;
create publication changes for table sensors, labels;
create table drafts (body text);
