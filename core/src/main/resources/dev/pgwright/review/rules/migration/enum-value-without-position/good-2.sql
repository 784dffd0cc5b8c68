create type size as enum ('small', 'large');
alter type size add value 'huge';
