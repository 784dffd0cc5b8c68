create table logins (account text not null, at timestamptz not null, ended boolean not null);
create unique index logins_open on logins (account) where not ended;
create unique index logins_lower on logins (lower(account), at);
create table counted (id bigint not null unique);
alter table counted add primary key (id);
