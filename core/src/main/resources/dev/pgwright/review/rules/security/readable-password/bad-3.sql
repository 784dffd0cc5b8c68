create extension postgres_fdw;
create server billing foreign data wrapper postgres_fdw options (host 'billing.internal');
-- @finds The password for the other server stands here in clear text
create user mapping for current_user server billing options (user 'reader', password 'secret');
