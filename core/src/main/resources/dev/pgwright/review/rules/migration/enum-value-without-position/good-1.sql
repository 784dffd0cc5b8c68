-- @before
create type size as enum ('small', 'large');
-- @migration 2
alter type size add value 'medium' before 'large';
alter type size add value 'huge' after 'large';
alter type size add value if not exists 'small';
alter type size rename value 'large' to 'big';
