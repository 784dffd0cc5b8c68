create schema tools;
-- @finds Extension uuid-ossp
create extension "uuid-ossp" with schema tools cascade;
