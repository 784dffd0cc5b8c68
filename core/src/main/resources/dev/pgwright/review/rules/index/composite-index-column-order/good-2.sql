-- @version 18
-- @table public.leads 4000000 900000000
-- @column public.leads email 0 -0.99
-- @column public.leads tenant_id 0 12
-- version 18 looks for the e-mail address of each of the twelve
-- @query queryid 3: select id from leads where email = $1
create table leads (id bigint primary key, tenant_id int not null, email text not null);
create unique index leads_key on leads (tenant_id, email);
