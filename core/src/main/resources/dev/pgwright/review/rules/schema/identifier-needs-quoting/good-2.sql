-- in the schema public
create table "Users" (id bigint primary key, "userName" text);
alter table "Users" rename to users;
alter table users rename column "userName" to user_name;
alter table users rename constraint "Users_pkey" to users_pkey;
