-- @before
create table folders (id bigint primary key, parent_id bigint);
create table files (id bigint primary key, folder_id bigint);
-- @migration 2
alter table folders add constraint folders_parent foreign key (parent_id) references folders not valid;
create table labels (id bigint primary key);
create table file_labels (file_id bigint, label_id bigint references labels);
alter table files add constraint files_positive check (id > 0) not valid;
drop table file_labels;
