create table people (id bigint primary key, active boolean not null, joined timestamptz, team int);
create index people_active on people (joined) where active;
create index people_inactive on people (active) where not active;
-- behind or before something that tells rows apart
create index people_active_joined on people (active, joined);
create index people_team on people (team, active);
