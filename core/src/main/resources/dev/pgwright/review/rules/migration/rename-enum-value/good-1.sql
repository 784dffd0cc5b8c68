create type order_state as enum ('open', 'payed', 'sent');
alter type order_state rename value 'payed' to 'paid';
