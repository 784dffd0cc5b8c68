-- inventory: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA inventory;
COMMENT ON SCHEMA inventory IS 'Stock, reservations and purchasing of a wholesaler';

-- Types

CREATE TYPE inventory.movement_reason AS ENUM (
    'receipt',
    'pick',
    'transfer',
    'count',
    'scrap',
    'return'
);
COMMENT ON TYPE inventory.movement_reason IS 'Values of movements.reason';

CREATE TYPE inventory.product_status AS ENUM ('planned', 'active', 'discontinued');
COMMENT ON TYPE inventory.product_status IS 'Steps of products.status, in order of life';

CREATE TYPE inventory.purchase_order_status AS ENUM (
    'draft',
    'sent',
    'part_received',
    'received',
    'cancelled'
);
COMMENT ON TYPE inventory.purchase_order_status IS 'Steps of purchase_orders.status, in order of life';

CREATE TYPE inventory.reservation_status AS ENUM ('held', 'picked', 'released');
COMMENT ON TYPE inventory.reservation_status IS 'Steps of reservations.status, in order of life';

CREATE TYPE inventory.sales_order_status AS ENUM (
    'open',
    'allocated',
    'picking',
    'shipped',
    'cancelled'
);
COMMENT ON TYPE inventory.sales_order_status IS 'Steps of sales_orders.status, in order of life';

-- Tables

CREATE TABLE inventory.warehouses (
    code       text        NOT NULL,
    name       text        NOT NULL,
    country    text        NOT NULL,
    location   point,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT warehouses_pkey PRIMARY KEY (code),
    CONSTRAINT warehouses_code_check CHECK (char_length(code) BETWEEN 1 AND 4 AND code ~ '^[A-Z]{3}[0-9]?$'),
    CONSTRAINT warehouses_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT warehouses_name_check CHECK (char_length(name) BETWEEN 1 AND 80)
);

COMMENT ON TABLE inventory.warehouses IS 'A building with stock';

CREATE TABLE inventory.bins (
    id             bigint      GENERATED ALWAYS AS IDENTITY,
    warehouse_code text        NOT NULL,
    label          text        NOT NULL,
    zone           text        NOT NULL DEFAULT 'shelf',
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT bins_pkey PRIMARY KEY (id),
    CONSTRAINT bins_warehouse_code_label_key UNIQUE (warehouse_code, label),
    CONSTRAINT bins_warehouse_code_fkey FOREIGN KEY (warehouse_code) REFERENCES inventory.warehouses (code) ON DELETE RESTRICT,
    CONSTRAINT bins_label_check CHECK (char_length(label) BETWEEN 1 AND 9 AND label ~ '^[A-Z][0-9]{2}-[0-9]{2}-[0-9]{2}$'),
    CONSTRAINT bins_zone_check CHECK (zone IN ('shelf', 'cold', 'bulk', 'receiving', 'shipping'))
);

COMMENT ON TABLE inventory.bins IS 'A place on a shelf';
COMMENT ON COLUMN inventory.bins.warehouse_code IS 'warehouse contains bin';

CREATE TABLE inventory.units (
    symbol     text        NOT NULL,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT units_pkey PRIMARY KEY (symbol),
    CONSTRAINT units_name_check CHECK (char_length(name) BETWEEN 1 AND 40),
    CONSTRAINT units_symbol_check CHECK (char_length(symbol) BETWEEN 1 AND 8)
);

COMMENT ON TABLE inventory.units IS 'What quantities are counted in';

CREATE TABLE inventory.products (
    id          bigint                   GENERATED ALWAYS AS IDENTITY,
    unit_symbol text                     NOT NULL,
    sku         text                     NOT NULL,
    name        text                     NOT NULL,
    barcode     text,
    weight      numeric(14,3),
    perishable  boolean                  NOT NULL DEFAULT false,
    reorder_at  bigint                   NOT NULL DEFAULT 0,
    status      inventory.product_status NOT NULL DEFAULT 'planned',
    created_at  timestamptz              NOT NULL DEFAULT now(),
    updated_at  timestamptz              NOT NULL DEFAULT now(),
    name_search tsvector                 GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, coalesce(name, '')), 'A')) STORED,
    CONSTRAINT products_pkey PRIMARY KEY (id),
    CONSTRAINT products_barcode_key UNIQUE (barcode),
    CONSTRAINT products_sku_key UNIQUE (sku),
    CONSTRAINT products_unit_symbol_fkey FOREIGN KEY (unit_symbol) REFERENCES inventory.units (symbol) ON DELETE RESTRICT,
    CONSTRAINT products_barcode_check CHECK (char_length(barcode) <= 14 AND barcode ~ '^[0-9]{8,14}$'),
    CONSTRAINT products_name_check CHECK (char_length(name) BETWEEN 1 AND 200),
    CONSTRAINT products_reorder_at_check CHECK (reorder_at >= 0),
    CONSTRAINT products_sku_check CHECK (char_length(sku) BETWEEN 1 AND 24 AND sku ~ '^[A-Z0-9-]{4,24}$'),
    CONSTRAINT products_weight_check CHECK (weight >= 0)
);

COMMENT ON TABLE inventory.products IS 'What is bought, stored and sold';
COMMENT ON COLUMN inventory.products.unit_symbol IS 'unit counts product';
COMMENT ON COLUMN inventory.products.weight IS 'In kg';
COMMENT ON COLUMN inventory.products.name_search IS 'What full-text search looks in: name';

CREATE INDEX products_name_search_idx ON inventory.products USING gin (name_search);
CREATE INDEX products_unit_symbol_idx ON inventory.products (unit_symbol);

CREATE TABLE inventory.movements (
    id         bigint                    GENERATED ALWAYS AS IDENTITY,
    product_id bigint                    NOT NULL,
    bin_id     bigint                    NOT NULL,
    moved_at   timestamptz               NOT NULL DEFAULT now(),
    quantity   integer                   NOT NULL,
    reason     inventory.movement_reason NOT NULL,
    actor      text                      NOT NULL,
    document   text,
    created_at timestamptz               NOT NULL DEFAULT now(),
    CONSTRAINT movements_pkey PRIMARY KEY (id, moved_at),
    CONSTRAINT movements_bin_id_fkey FOREIGN KEY (bin_id) REFERENCES inventory.bins (id) ON DELETE RESTRICT,
    CONSTRAINT movements_product_id_fkey FOREIGN KEY (product_id) REFERENCES inventory.products (id) ON DELETE RESTRICT,
    CONSTRAINT movements_actor_check CHECK (char_length(actor) BETWEEN 1 AND 80),
    CONSTRAINT movements_document_check CHECK (char_length(document) <= 40 AND document <> ''),
    CONSTRAINT movements_movements_move_check CHECK (quantity <> 0),
    CONSTRAINT movements_quantity_check CHECK (quantity BETWEEN -1000000 AND 1000000)
) PARTITION BY RANGE (moved_at);

COMMENT ON TABLE inventory.movements IS 'Some of a product came to a bin or left it';
COMMENT ON COLUMN inventory.movements.product_id IS 'product is moved by movement';
COMMENT ON COLUMN inventory.movements.bin_id IS 'bin is changed by movement';
COMMENT ON COLUMN inventory.movements.quantity IS 'Negative when it leaves';

CREATE INDEX movements_bin_id_idx ON inventory.movements (bin_id);
CREATE INDEX movements_product_id_moved_at_id_idx ON inventory.movements (product_id, moved_at, id);

CREATE TABLE inventory.movements_2027_02 PARTITION OF inventory.movements
    FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');

CREATE TABLE inventory.movements_2027_03 PARTITION OF inventory.movements
    FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-04-01 00:00:00+00');

CREATE TABLE inventory.movements_2027_04 PARTITION OF inventory.movements
    FOR VALUES FROM ('2027-04-01 00:00:00+00') TO ('2027-05-01 00:00:00+00');

CREATE TABLE inventory.movements_default PARTITION OF inventory.movements
    DEFAULT;

CREATE TABLE inventory.suppliers (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    name       text        NOT NULL,
    number     text        NOT NULL,
    country    text        NOT NULL,
    email      text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT suppliers_pkey PRIMARY KEY (id),
    CONSTRAINT suppliers_number_key UNIQUE (number),
    CONSTRAINT suppliers_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT suppliers_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT suppliers_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT suppliers_number_check CHECK (char_length(number) BETWEEN 1 AND 16)
);

COMMENT ON TABLE inventory.suppliers IS 'Whom we buy from';
COMMENT ON COLUMN inventory.suppliers.email IS 'Sensitive';

CREATE TABLE inventory.purchase_orders (
    id              bigint                          GENERATED ALWAYS AS IDENTITY,
    supplier_id     bigint                          NOT NULL,
    deliver_to_code text                            NOT NULL,
    number          text                            NOT NULL,
    ordered_on      date                            NOT NULL,
    expected_on     date,
    status          inventory.purchase_order_status NOT NULL DEFAULT 'draft',
    created_at      timestamptz                     NOT NULL DEFAULT now(),
    updated_at      timestamptz                     NOT NULL DEFAULT now(),
    CONSTRAINT purchase_orders_pkey PRIMARY KEY (id),
    CONSTRAINT purchase_orders_number_key UNIQUE (number),
    CONSTRAINT purchase_orders_deliver_to_code_fkey FOREIGN KEY (deliver_to_code) REFERENCES inventory.warehouses (code) ON DELETE RESTRICT,
    CONSTRAINT purchase_orders_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES inventory.suppliers (id) ON DELETE RESTRICT,
    CONSTRAINT purchase_orders_number_check CHECK (char_length(number) BETWEEN 1 AND 20)
);

COMMENT ON TABLE inventory.purchase_orders IS 'What we have ordered from a supplier';
COMMENT ON COLUMN inventory.purchase_orders.supplier_id IS 'supplier receives purchase order';
COMMENT ON COLUMN inventory.purchase_orders.deliver_to_code IS 'warehouse expects purchase order';

CREATE INDEX purchase_orders_deliver_to_code_expected_on_id_sent_or_20255875 ON inventory.purchase_orders (deliver_to_code, expected_on, id)
    WHERE status IN ('sent', 'part_received');
CREATE INDEX purchase_orders_deliver_to_code_idx ON inventory.purchase_orders (deliver_to_code);
CREATE INDEX purchase_orders_supplier_id_idx ON inventory.purchase_orders (supplier_id);

CREATE TABLE inventory.purchase_order_lines (
    id                bigint        GENERATED ALWAYS AS IDENTITY,
    purchase_order_id bigint        NOT NULL,
    product_id        bigint        NOT NULL,
    "position"        integer       NOT NULL,
    quantity          bigint        NOT NULL,
    received          bigint        NOT NULL DEFAULT 0,
    unit_cost         numeric(16,4) NOT NULL,
    created_at        timestamptz   NOT NULL DEFAULT now(),
    updated_at        timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT purchase_order_lines_pkey PRIMARY KEY (id),
    CONSTRAINT purchase_order_lines_one_purchase_line_per_position_key UNIQUE (purchase_order_id, "position"),
    CONSTRAINT purchase_order_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES inventory.products (id) ON DELETE RESTRICT,
    CONSTRAINT purchase_order_lines_purchase_order_id_fkey FOREIGN KEY (purchase_order_id) REFERENCES inventory.purchase_orders (id) ON DELETE CASCADE,
    CONSTRAINT purchase_order_lines_position_check CHECK ("position" BETWEEN 1 AND 1000),
    CONSTRAINT purchase_order_lines_quantity_check CHECK (quantity >= 1),
    CONSTRAINT purchase_order_lines_received_check CHECK (received >= 0),
    CONSTRAINT purchase_order_lines_received_within_reason_check CHECK (received <= quantity * 2),
    CONSTRAINT purchase_order_lines_unit_cost_check CHECK (unit_cost >= 0)
);

COMMENT ON TABLE inventory.purchase_order_lines IS 'One product of a purchase order';
COMMENT ON COLUMN inventory.purchase_order_lines.purchase_order_id IS 'purchase order asks for purchase order line';
COMMENT ON COLUMN inventory.purchase_order_lines.product_id IS 'product is bought as purchase order line';
COMMENT ON COLUMN inventory.purchase_order_lines.unit_cost IS 'In EUR';

CREATE INDEX purchase_order_lines_product_id_idx ON inventory.purchase_order_lines (product_id);

CREATE TABLE inventory.sales_orders (
    id              uuid                         NOT NULL DEFAULT uuidv7(),
    ships_from_code text,
    number          text                         NOT NULL,
    ordered_at      timestamptz                  NOT NULL,
    status          inventory.sales_order_status NOT NULL DEFAULT 'open',
    priority        integer                      NOT NULL DEFAULT 5,
    created_at      timestamptz                  NOT NULL DEFAULT now(),
    updated_at      timestamptz                  NOT NULL DEFAULT now(),
    CONSTRAINT sales_orders_pkey PRIMARY KEY (id),
    CONSTRAINT sales_orders_number_key UNIQUE (number),
    CONSTRAINT sales_orders_ships_from_code_fkey FOREIGN KEY (ships_from_code) REFERENCES inventory.warehouses (code) ON DELETE RESTRICT,
    CONSTRAINT sales_orders_number_check CHECK (char_length(number) BETWEEN 1 AND 20),
    CONSTRAINT sales_orders_priority_check CHECK (priority BETWEEN 0 AND 9)
);

COMMENT ON TABLE inventory.sales_orders IS 'What a customer wants, as the shop tells us';
COMMENT ON COLUMN inventory.sales_orders.ships_from_code IS 'warehouse ships sales order';

CREATE INDEX sales_orders_priority_ordered_at_id_open_idx ON inventory.sales_orders (priority DESC, ordered_at, id)
    WHERE status = 'open';
CREATE INDEX sales_orders_ships_from_code_idx ON inventory.sales_orders (ships_from_code);

CREATE TABLE inventory.sales_order_lines (
    id             bigint      GENERATED ALWAYS AS IDENTITY,
    sales_order_id uuid        NOT NULL,
    product_id     bigint      NOT NULL,
    "position"     integer     NOT NULL,
    quantity       integer     NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT sales_order_lines_pkey PRIMARY KEY (id),
    CONSTRAINT sales_order_lines_one_line_per_position_key UNIQUE (sales_order_id, "position"),
    CONSTRAINT sales_order_lines_product_id_fkey FOREIGN KEY (product_id) REFERENCES inventory.products (id) ON DELETE RESTRICT,
    CONSTRAINT sales_order_lines_sales_order_id_fkey FOREIGN KEY (sales_order_id) REFERENCES inventory.sales_orders (id) ON DELETE CASCADE,
    CONSTRAINT sales_order_lines_position_check CHECK ("position" BETWEEN 1 AND 1000),
    CONSTRAINT sales_order_lines_quantity_check CHECK (quantity BETWEEN 1 AND 100000)
);

COMMENT ON TABLE inventory.sales_order_lines IS 'One product of an order';
COMMENT ON COLUMN inventory.sales_order_lines.sales_order_id IS 'sales order asks for sales order line';
COMMENT ON COLUMN inventory.sales_order_lines.product_id IS 'product is sold as sales order line';

CREATE INDEX sales_order_lines_product_id_idx ON inventory.sales_order_lines (product_id);

CREATE TABLE inventory.stock (
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    product_id  bigint      NOT NULL,
    bin_id      bigint      NOT NULL,
    on_hand     integer     NOT NULL DEFAULT 0,
    reserved    integer     NOT NULL DEFAULT 0,
    best_before date,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stock_pkey PRIMARY KEY (id),
    CONSTRAINT stock_one_stock_per_bin_key UNIQUE (product_id, bin_id, best_before),
    CONSTRAINT stock_bin_id_fkey FOREIGN KEY (bin_id) REFERENCES inventory.bins (id) ON DELETE RESTRICT,
    CONSTRAINT stock_product_id_fkey FOREIGN KEY (product_id) REFERENCES inventory.products (id) ON DELETE RESTRICT,
    CONSTRAINT stock_on_hand_check CHECK (on_hand BETWEEN 0 AND 10000000),
    CONSTRAINT stock_reserved_check CHECK (reserved BETWEEN 0 AND 10000000),
    CONSTRAINT stock_reserved_within_stock_check CHECK (reserved <= on_hand)
);

COMMENT ON TABLE inventory.stock IS 'How much of a product lies in a bin';
COMMENT ON COLUMN inventory.stock.product_id IS 'product lies as stock';
COMMENT ON COLUMN inventory.stock.bin_id IS 'bin holds stock';

CREATE INDEX stock_best_before_id_idx ON inventory.stock (best_before, id);
CREATE INDEX stock_bin_id_id_idx ON inventory.stock (bin_id, id);

CREATE TABLE inventory.reservations (
    id                  uuid                         NOT NULL DEFAULT uuidv7(),
    sales_order_line_id bigint                       NOT NULL,
    stock_id            bigint                       NOT NULL,
    quantity            integer                      NOT NULL,
    status              inventory.reservation_status NOT NULL DEFAULT 'held',
    expires_at          timestamptz                  NOT NULL,
    created_at          timestamptz                  NOT NULL DEFAULT now(),
    updated_at          timestamptz                  NOT NULL DEFAULT now(),
    CONSTRAINT reservations_pkey PRIMARY KEY (id),
    CONSTRAINT reservations_sales_order_line_id_fkey FOREIGN KEY (sales_order_line_id) REFERENCES inventory.sales_order_lines (id) ON DELETE RESTRICT,
    CONSTRAINT reservations_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES inventory.stock (id) ON DELETE RESTRICT,
    CONSTRAINT reservations_quantity_check CHECK (quantity BETWEEN 1 AND 100000)
);

COMMENT ON TABLE inventory.reservations IS 'Stock that is promised to a line of an order';
COMMENT ON COLUMN inventory.reservations.sales_order_line_id IS 'sales order line is promised by reservation';
COMMENT ON COLUMN inventory.reservations.stock_id IS 'stock is promised as reservation';

CREATE INDEX reservations_expires_at_id_held_idx ON inventory.reservations (expires_at, id)
    WHERE status = 'held';
CREATE INDEX reservations_sales_order_line_id_idx ON inventory.reservations (sales_order_line_id);
CREATE INDEX reservations_stock_id_expires_at_id_held_idx ON inventory.reservations (stock_id, expires_at, id)
    WHERE status = 'held';
CREATE INDEX reservations_stock_id_idx ON inventory.reservations (stock_id);

CREATE TABLE inventory.stock_counts (
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    stock_id   bigint      NOT NULL,
    counted_at timestamptz NOT NULL DEFAULT now(),
    expected   bigint      NOT NULL,
    found      bigint      NOT NULL,
    difference bigint      GENERATED ALWAYS AS (found - expected) VIRTUAL,
    actor      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stock_counts_pkey PRIMARY KEY (id),
    CONSTRAINT stock_counts_stock_id_fkey FOREIGN KEY (stock_id) REFERENCES inventory.stock (id) ON DELETE CASCADE,
    CONSTRAINT stock_counts_actor_check CHECK (char_length(actor) BETWEEN 1 AND 80),
    CONSTRAINT stock_counts_expected_check CHECK (expected >= 0),
    CONSTRAINT stock_counts_found_check CHECK (found >= 0)
);

COMMENT ON TABLE inventory.stock_counts IS 'Somebody counted a bin';
COMMENT ON COLUMN inventory.stock_counts.stock_id IS 'stock is counted by stock count';

CREATE INDEX stock_counts_stock_id_idx ON inventory.stock_counts (stock_id);

CREATE TABLE inventory.supplies (
    supplier_id  bigint      NOT NULL,
    product_id   bigint      NOT NULL,
    supplier_sku text,
    lead_days    integer     NOT NULL DEFAULT 14,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT supplies_pkey PRIMARY KEY (supplier_id, product_id),
    CONSTRAINT supplies_product_id_fkey FOREIGN KEY (product_id) REFERENCES inventory.products (id) ON DELETE CASCADE,
    CONSTRAINT supplies_supplier_id_fkey FOREIGN KEY (supplier_id) REFERENCES inventory.suppliers (id) ON DELETE CASCADE,
    CONSTRAINT supplies_lead_days_check CHECK (lead_days BETWEEN 0 AND 400),
    CONSTRAINT supplies_supplier_sku_check CHECK (char_length(supplier_sku) <= 40 AND supplier_sku <> '')
);

COMMENT ON TABLE inventory.supplies IS 'supplier supplies product';

CREATE INDEX supplies_product_id_supplier_id_idx ON inventory.supplies (product_id, supplier_id);

-- Functions

CREATE OR REPLACE FUNCTION inventory.drop_movements_partitions(before date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    old text;
    dropped integer := 0;
BEGIN
    FOR old IN
        SELECT child.oid::regclass::text
        FROM pg_inherits AS link
        JOIN pg_class AS child ON child.oid = link.inhrelid
        WHERE link.inhparent = 'inventory.movements'::regclass
          AND child.relname ~ '^movements_[0-9][0-9][0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION inventory.drop_movements_partitions(before date) IS 'Drops the partitions of movements that end by this day, gives how many';

CREATE OR REPLACE FUNCTION inventory.make_movements_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('month', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '1 month')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'inventory', 'movements_' || to_char(lower_day, 'YYYY_MM'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE inventory.movements INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM inventory.movements_default WHERE moved_at >= %L AND moved_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE inventory.movements_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM inventory.movements_default WHERE moved_at >= %L AND moved_at < %L RETURNING id, product_id, bin_id, moved_at, quantity, reason, actor, document, created_at) INSERT INTO ' || partition || ' (id, product_id, bin_id, moved_at, quantity, reason, actor, document, created_at) SELECT id, product_id, bin_id, moved_at, quantity, reason, actor, document, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE inventory.movements ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION inventory.make_movements_partitions(since date, through date) IS 'Makes the partitions of movements for these days, gives how many';

CREATE OR REPLACE FUNCTION inventory.products_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('planned', 'active'),
        ('planned', 'discontinued'),
        ('active', 'discontinued'),
        ('discontinued', 'active')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'products_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION inventory.products_status_transition() IS 'Refuses changes of products.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION inventory.purchase_orders_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'sent'),
        ('draft', 'cancelled'),
        ('sent', 'part_received'),
        ('sent', 'received'),
        ('sent', 'cancelled'),
        ('part_received', 'received')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'purchase_orders_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION inventory.purchase_orders_status_transition() IS 'Refuses changes of purchase_orders.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION inventory.reservations_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('held', 'picked'),
        ('held', 'released')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reservations_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION inventory.reservations_status_transition() IS 'Refuses changes of reservations.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION inventory.sales_orders_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('open', 'allocated'),
        ('open', 'cancelled'),
        ('allocated', 'picking'),
        ('allocated', 'open'),
        ('allocated', 'cancelled'),
        ('picking', 'shipped'),
        ('picking', 'allocated')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sales_orders_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION inventory.sales_orders_status_transition() IS 'Refuses changes of sales_orders.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION inventory.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION inventory.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER bins_set_updated_at BEFORE UPDATE ON inventory.bins FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER products_set_updated_at BEFORE UPDATE ON inventory.products FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();
CREATE TRIGGER products_status_transition BEFORE UPDATE ON inventory.products FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION inventory.products_status_transition();

CREATE TRIGGER purchase_order_lines_set_updated_at BEFORE UPDATE ON inventory.purchase_order_lines FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER purchase_orders_set_updated_at BEFORE UPDATE ON inventory.purchase_orders FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();
CREATE TRIGGER purchase_orders_status_transition BEFORE UPDATE ON inventory.purchase_orders FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION inventory.purchase_orders_status_transition();

CREATE TRIGGER reservations_set_updated_at BEFORE UPDATE ON inventory.reservations FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();
CREATE TRIGGER reservations_status_transition BEFORE UPDATE ON inventory.reservations FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION inventory.reservations_status_transition();

CREATE TRIGGER sales_order_lines_set_updated_at BEFORE UPDATE ON inventory.sales_order_lines FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER sales_orders_set_updated_at BEFORE UPDATE ON inventory.sales_orders FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();
CREATE TRIGGER sales_orders_status_transition BEFORE UPDATE ON inventory.sales_orders FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION inventory.sales_orders_status_transition();

CREATE TRIGGER stock_set_updated_at BEFORE UPDATE ON inventory.stock FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER suppliers_set_updated_at BEFORE UPDATE ON inventory.suppliers FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER supplies_set_updated_at BEFORE UPDATE ON inventory.supplies FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER units_set_updated_at BEFORE UPDATE ON inventory.units FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();

CREATE TRIGGER warehouses_set_updated_at BEFORE UPDATE ON inventory.warehouses FOR EACH ROW EXECUTE FUNCTION inventory.set_updated_at();
