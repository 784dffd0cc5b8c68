create schema shop;
-- @finds The domain shop.quantity is NOT NULL
create domain shop.quantity as integer not null;
