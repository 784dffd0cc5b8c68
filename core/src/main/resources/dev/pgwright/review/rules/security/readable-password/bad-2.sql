create table users (name text primary key, password text not null);
-- @finds A password is stored in password as it is, and stands in this file
insert into users (name, password) values ('admin', 'changeme');
-- @finds A password is stored in password as it is
update users set password = 'changeme2' where name = 'admin';
-- @finds A password is compared as it is stored, in clear text
delete from users where password = 'changeme2';
