create table lines (line text);
set work_mem = '64MB';
alter role current_user set work_mem = '64MB';
alter role current_user reset work_mem;
create function twice(n int) returns int language plpgsql as 'begin return 2 * n; end';
