-- @before
create schema crm;
create table crm."Lead" (id bigint primary key, email text, region text);
create index lead_email on crm."Lead" (email);
create index lead_region on crm."Lead" (region);
-- @migration 2
-- @finds index crm.lead_email is there already, and its keys are (email), not (region, email)
create index if not exists lead_email on crm."Lead" (region, email);
-- @finds it is not unique
create unique index concurrently if not exists lead_region on crm."Lead" (region);
