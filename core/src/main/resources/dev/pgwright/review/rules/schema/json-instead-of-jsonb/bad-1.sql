create table webhooks (
    id bigint generated always as identity primary key,
-- @finds body is json, which is parsed again at every use
    body json not null,
-- @finds tags is json[]
    tags json[]
);
