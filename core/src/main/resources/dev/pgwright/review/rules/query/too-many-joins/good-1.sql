create table t1 (id bigint primary key, next bigint);
create table t2 (id bigint primary key, next bigint);
create table t3 (id bigint primary key, next bigint);
create table t4 (id bigint primary key, next bigint);
create table t5 (id bigint primary key, next bigint);
create table t6 (id bigint primary key, next bigint);
create table t7 (id bigint primary key, next bigint);
create table t8 (id bigint primary key, next bigint);
create table t9 (id bigint primary key, next bigint);
create table t10 (id bigint primary key, next bigint);
create view chain as
select t1.id from t1
    join t2 on t2.id = t1.next
    join t3 on t3.id = t2.next
    join t4 on t4.id = t3.next
    join t5 on t5.id = t4.next
    join t6 on t6.id = t5.next
    join t7 on t7.id = t6.next
    join t8 on t8.id = t7.next;
