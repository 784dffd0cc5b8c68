-- @password-encryption md5
-- @says password_encryption is md5, so that each new password is kept as a hash that itself opens the door
create table orders (id bigint primary key);
