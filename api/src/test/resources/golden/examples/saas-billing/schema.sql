-- saas-billing: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'Subscriptions, metered usage, invoices and payments of many merchants';

-- Extensions

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Types

CREATE TYPE billing.invoice_status AS ENUM ('draft', 'open', 'paid', 'uncollectible', 'void');
COMMENT ON TYPE billing.invoice_status IS 'Steps of invoices.status, in order of life';

CREATE TYPE billing.payment_status AS ENUM ('pending', 'succeeded', 'failed', 'refunded');
COMMENT ON TYPE billing.payment_status IS 'Steps of payments.status, in order of life';

CREATE TYPE billing.plan_status AS ENUM ('draft', 'offered', 'retired');
COMMENT ON TYPE billing.plan_status IS 'Steps of plans.status, in order of life';

CREATE TYPE billing.subscription_status AS ENUM ('trial', 'active', 'overdue', 'paused', 'ended');
COMMENT ON TYPE billing.subscription_status IS 'Steps of subscriptions.status, in order of life';

-- Tables

CREATE TABLE billing.currencies (
    code         text        NOT NULL,
    name         text        NOT NULL,
    minor_digits integer     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT currencies_pkey PRIMARY KEY (code),
    CONSTRAINT currencies_code_check CHECK (code ~ '^[A-Z]{3}$'),
    CONSTRAINT currencies_minor_digits_check CHECK (minor_digits BETWEEN 0 AND 4),
    CONSTRAINT currencies_name_check CHECK (char_length(name) BETWEEN 1 AND 60)
);

COMMENT ON TABLE billing.currencies IS 'A currency that invoices can be in';

CREATE TABLE billing.merchants (
    id            uuid        NOT NULL DEFAULT uuidv7(),
    name          text        NOT NULL,
    slug          text        NOT NULL,
    country       text        NOT NULL,
    contact_email text        NOT NULL,
    time_zone     text        NOT NULL DEFAULT 'Etc/UTC',
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT merchants_pkey PRIMARY KEY (id),
    CONSTRAINT merchants_slug_key UNIQUE (slug),
    CONSTRAINT merchants_contact_email_check CHECK (contact_email = lower(contact_email) AND contact_email ~ '^[^@\s]+@[^@\s]+$' AND char_length(contact_email) <= 254),
    CONSTRAINT merchants_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT merchants_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT merchants_slug_check CHECK (char_length(slug) BETWEEN 1 AND 40 AND slug ~ '^[a-z0-9-]{3,40}$'),
    CONSTRAINT merchants_time_zone_check CHECK (char_length(time_zone) BETWEEN 1 AND 60)
);

COMMENT ON TABLE billing.merchants IS 'A company that bills its customers through us';
COMMENT ON COLUMN billing.merchants.contact_email IS 'Sensitive';

CREATE TABLE billing.customers (
    merchant_id uuid        NOT NULL,
    id          uuid        NOT NULL DEFAULT uuidv7(),
    reference   text        NOT NULL,
    name        text        NOT NULL,
    email       text        NOT NULL,
    country     text        NOT NULL,
    tax_number  text,
    language    text        NOT NULL DEFAULT 'en',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT customers_reference_key UNIQUE (merchant_id, reference),
    CONSTRAINT customers_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES billing.merchants (id) ON DELETE RESTRICT,
    CONSTRAINT customers_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT customers_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT customers_language_check CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT customers_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT customers_reference_check CHECK (char_length(reference) BETWEEN 1 AND 64),
    CONSTRAINT customers_tax_number_check CHECK (char_length(tax_number) <= 20 AND tax_number <> '')
);

COMMENT ON TABLE billing.customers IS 'Who is billed';
COMMENT ON COLUMN billing.customers.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.customers.reference IS 'What the merchant calls it';
COMMENT ON COLUMN billing.customers.name IS 'Sensitive';
COMMENT ON COLUMN billing.customers.email IS 'Sensitive';
COMMENT ON COLUMN billing.customers.tax_number IS 'Sensitive';

CREATE INDEX customers_created_at_idx ON billing.customers (created_at);

CREATE TABLE billing.payment_methods (
    merchant_id  uuid        NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    customer_id  uuid        NOT NULL,
    kind         text        NOT NULL,
    token        text        NOT NULL,
    preferred    boolean     NOT NULL DEFAULT false,
    revoked_at   timestamptz,
    brand        text,
    last_digits  text,
    expires_on   date,
    mandate      text,
    bank_country text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payment_methods_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT payment_methods_token_key UNIQUE (merchant_id, token),
    CONSTRAINT payment_methods_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES billing.customers (merchant_id, id) ON DELETE CASCADE,
    CONSTRAINT payment_methods_bank_country_check CHECK (bank_country ~ '^[A-Z]{2}$'),
    CONSTRAINT payment_methods_brand_check CHECK (char_length(brand) <= 20 AND brand <> ''),
    CONSTRAINT payment_methods_card_brand_check CHECK ((kind = 'card') = (brand IS NOT NULL)),
    CONSTRAINT payment_methods_card_expires_on_check CHECK ((kind = 'card') = (expires_on IS NOT NULL)),
    CONSTRAINT payment_methods_card_last_digits_check CHECK ((kind = 'card') = (last_digits IS NOT NULL)),
    CONSTRAINT payment_methods_direct_debit_bank_country_check CHECK ((kind = 'direct_debit') = (bank_country IS NOT NULL)),
    CONSTRAINT payment_methods_direct_debit_mandate_check CHECK ((kind = 'direct_debit') = (mandate IS NOT NULL)),
    CONSTRAINT payment_methods_kind_check CHECK (kind IN ('card', 'direct_debit')),
    CONSTRAINT payment_methods_last_digits_check CHECK (char_length(last_digits) <= 4 AND last_digits ~ '^[0-9]{4}$'),
    CONSTRAINT payment_methods_mandate_check CHECK (char_length(mandate) <= 35 AND mandate <> ''),
    CONSTRAINT payment_methods_token_check CHECK (char_length(token) BETWEEN 1 AND 80)
);

COMMENT ON TABLE billing.payment_methods IS 'How a customer pays';
COMMENT ON COLUMN billing.payment_methods.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.payment_methods.customer_id IS 'customer pays by payment method';
COMMENT ON COLUMN billing.payment_methods.kind IS 'Which kind of payment method it is';
COMMENT ON COLUMN billing.payment_methods.token IS 'Sensitive';

CREATE INDEX payment_methods_customer_id_idx ON billing.payment_methods (merchant_id, customer_id);

CREATE TABLE billing.subscriptions (
    merchant_id     uuid                        NOT NULL,
    id              uuid                        NOT NULL DEFAULT uuidv7(),
    customer_id     uuid                        NOT NULL,
    paid_by_id      bigint,
    status          billing.subscription_status NOT NULL DEFAULT 'trial',
    started_on      date                        NOT NULL,
    trial_ends_on   date,
    current_period  daterange                   NOT NULL,
    next_invoice_on date                        NOT NULL,
    ended_at        timestamptz,
    created_at      timestamptz                 NOT NULL DEFAULT now(),
    updated_at      timestamptz                 NOT NULL DEFAULT now(),
    CONSTRAINT subscriptions_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT subscriptions_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES billing.customers (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT subscriptions_paid_by_id_fkey FOREIGN KEY (merchant_id, paid_by_id) REFERENCES billing.payment_methods (merchant_id, id) ON DELETE SET NULL (paid_by_id),
    CONSTRAINT subscriptions_current_period_check CHECK (NOT isempty(current_period)),
    CONSTRAINT subscriptions_ended_has_a_moment_check CHECK ((status = 'ended') = (ended_at is not null))
);

COMMENT ON TABLE billing.subscriptions IS 'A customer''s standing agreement';
COMMENT ON COLUMN billing.subscriptions.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.subscriptions.customer_id IS 'customer holds subscription';
COMMENT ON COLUMN billing.subscriptions.paid_by_id IS 'payment method pays for subscription';

CREATE INDEX subscriptions_customer_id_idx ON billing.subscriptions (merchant_id, customer_id);
CREATE INDEX subscriptions_next_invoice_on_id_idx ON billing.subscriptions (merchant_id, next_invoice_on, id);
CREATE INDEX subscriptions_paid_by_id_idx ON billing.subscriptions (merchant_id, paid_by_id);

CREATE TABLE billing.invoices (
    merchant_id     uuid                   NOT NULL,
    id              uuid                   NOT NULL DEFAULT uuidv7(),
    customer_id     uuid                   NOT NULL,
    subscription_id uuid,
    currency_code   text                   NOT NULL,
    number          text                   NOT NULL,
    status          billing.invoice_status NOT NULL DEFAULT 'draft',
    covers          daterange              NOT NULL,
    due_on          date                   NOT NULL,
    finalised_at    timestamptz,
    total           numeric(18,4)          NOT NULL DEFAULT 0,
    created_at      timestamptz            NOT NULL DEFAULT now(),
    updated_at      timestamptz            NOT NULL DEFAULT now(),
    CONSTRAINT invoices_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT invoices_number_key UNIQUE (merchant_id, number),
    CONSTRAINT invoices_one_invoice_per_period_excl EXCLUDE USING gist (merchant_id WITH =, subscription_id WITH =, covers WITH &&) WHERE (status IN ('draft', 'open', 'paid', 'uncollectible')),
    CONSTRAINT invoices_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES billing.currencies (code) ON DELETE RESTRICT,
    CONSTRAINT invoices_customer_id_fkey FOREIGN KEY (merchant_id, customer_id) REFERENCES billing.customers (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT invoices_subscription_id_fkey FOREIGN KEY (merchant_id, subscription_id) REFERENCES billing.subscriptions (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT invoices_covers_check CHECK (NOT isempty(covers)),
    CONSTRAINT invoices_finalised_when_sent_check CHECK (status in ('draft', 'void') or finalised_at is not null),
    CONSTRAINT invoices_number_check CHECK (char_length(number) BETWEEN 1 AND 30)
);

COMMENT ON TABLE billing.invoices IS 'What a customer owes for a period';
COMMENT ON COLUMN billing.invoices.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.invoices.customer_id IS 'customer owes invoice';
COMMENT ON COLUMN billing.invoices.subscription_id IS 'subscription is billed by invoice';
COMMENT ON COLUMN billing.invoices.currency_code IS 'currency is the currency of invoice';
COMMENT ON COLUMN billing.invoices.total IS 'Kept by triggers on invoice lines';

CREATE INDEX invoices_currency_code_idx ON billing.invoices (currency_code);
CREATE INDEX invoices_customer_id_created_at_id_idx ON billing.invoices (merchant_id, customer_id, created_at, id);
CREATE INDEX invoices_due_on_id_open_idx ON billing.invoices (merchant_id, due_on, id)
    WHERE status = 'open';
CREATE INDEX invoices_subscription_id_idx ON billing.invoices (merchant_id, subscription_id);

CREATE TABLE billing.plans (
    merchant_id uuid                NOT NULL,
    id          bigint              GENERATED ALWAYS AS IDENTITY,
    code        text                NOT NULL,
    name        text                NOT NULL,
    status      billing.plan_status NOT NULL DEFAULT 'draft',
    created_at  timestamptz         NOT NULL DEFAULT now(),
    updated_at  timestamptz         NOT NULL DEFAULT now(),
    CONSTRAINT plans_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT plans_code_key UNIQUE (merchant_id, code),
    CONSTRAINT plans_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES billing.merchants (id) ON DELETE RESTRICT,
    CONSTRAINT plans_code_check CHECK (char_length(code) BETWEEN 1 AND 40),
    CONSTRAINT plans_name_check CHECK (char_length(name) BETWEEN 1 AND 120)
);

COMMENT ON TABLE billing.plans IS 'What can be subscribed to';
COMMENT ON COLUMN billing.plans.merchant_id IS 'The tenant that the row belongs to';

CREATE TABLE billing.prices (
    merchant_id   uuid          NOT NULL,
    id            bigint        GENERATED ALWAYS AS IDENTITY,
    plan_id       bigint        NOT NULL,
    currency_code text          NOT NULL,
    amount        numeric(18,6) NOT NULL,
    billing       text          NOT NULL,
    every         text          NOT NULL,
    unit          text          NOT NULL DEFAULT 'seat',
    created_at    timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT prices_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT prices_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES billing.currencies (code) ON DELETE RESTRICT,
    CONSTRAINT prices_plan_id_fkey FOREIGN KEY (merchant_id, plan_id) REFERENCES billing.plans (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT prices_amount_check CHECK (amount >= 0),
    CONSTRAINT prices_billing_check CHECK (billing IN ('licensed', 'metered')),
    CONSTRAINT prices_every_check CHECK (every IN ('month', 'quarter', 'year')),
    CONSTRAINT prices_unit_check CHECK (char_length(unit) BETWEEN 1 AND 40)
);

COMMENT ON TABLE billing.prices IS 'What a unit of a plan costs; prices are replaced, never changed';
COMMENT ON COLUMN billing.prices.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.prices.plan_id IS 'plan costs price';
COMMENT ON COLUMN billing.prices.currency_code IS 'currency is the currency of price';
COMMENT ON COLUMN billing.prices.amount IS 'For one unit';

CREATE INDEX prices_currency_code_idx ON billing.prices (currency_code);
CREATE INDEX prices_plan_id_idx ON billing.prices (merchant_id, plan_id);

CREATE TABLE billing.invoice_lines (
    merchant_id uuid          NOT NULL,
    id          bigint        GENERATED ALWAYS AS IDENTITY,
    invoice_id  uuid          NOT NULL,
    price_id    bigint,
    "position"  integer       NOT NULL,
    text        text          NOT NULL,
    quantity    numeric(18,6) NOT NULL,
    unit_price  numeric(18,6) NOT NULL,
    tax         numeric(5,2)  NOT NULL,
    amount      numeric(18,4) NOT NULL,
    created_at  timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT invoice_lines_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT invoice_lines_one_line_per_position_key UNIQUE (merchant_id, invoice_id, "position"),
    CONSTRAINT invoice_lines_invoice_id_fkey FOREIGN KEY (merchant_id, invoice_id) REFERENCES billing.invoices (merchant_id, id) ON DELETE CASCADE,
    CONSTRAINT invoice_lines_price_id_fkey FOREIGN KEY (merchant_id, price_id) REFERENCES billing.prices (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT invoice_lines_position_check CHECK ("position" BETWEEN 1 AND 10000),
    CONSTRAINT invoice_lines_tax_check CHECK (tax BETWEEN 0 AND 100),
    CONSTRAINT invoice_lines_text_check CHECK (char_length(text) BETWEEN 1 AND 200)
);

COMMENT ON TABLE billing.invoice_lines IS 'One position of an invoice';
COMMENT ON COLUMN billing.invoice_lines.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.invoice_lines.invoice_id IS 'invoice lists invoice line';
COMMENT ON COLUMN billing.invoice_lines.price_id IS 'price is billed as invoice line';

CREATE INDEX invoice_lines_price_id_idx ON billing.invoice_lines (merchant_id, price_id);

CREATE STATISTICS billing.invoice_lines_invoice_id_price_id_dependencies (dependencies) ON merchant_id, invoice_id, price_id FROM billing.invoice_lines;

CREATE STATISTICS billing.invoices_customer_id_subscription_id_dependencies (dependencies) ON merchant_id, customer_id, subscription_id FROM billing.invoices;

CREATE STATISTICS billing.payment_methods_customer_id_dependencies (dependencies) ON merchant_id, customer_id FROM billing.payment_methods;

CREATE TABLE billing.payments (
    merchant_id        uuid                   NOT NULL,
    id                 uuid                   NOT NULL DEFAULT uuidv7(),
    invoice_id         uuid                   NOT NULL,
    payment_method_id  bigint,
    amount             numeric(18,4)          NOT NULL,
    status             billing.payment_status NOT NULL DEFAULT 'pending',
    provider_reference text,
    failure            text,
    settled_at         timestamptz,
    created_at         timestamptz            NOT NULL DEFAULT now(),
    updated_at         timestamptz            NOT NULL DEFAULT now(),
    CONSTRAINT payments_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT payments_provider_reference_key UNIQUE (merchant_id, provider_reference),
    CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (merchant_id, invoice_id) REFERENCES billing.invoices (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT payments_payment_method_id_fkey FOREIGN KEY (merchant_id, payment_method_id) REFERENCES billing.payment_methods (merchant_id, id) ON DELETE SET NULL (payment_method_id),
    CONSTRAINT payments_amount_check CHECK (amount >= 0),
    CONSTRAINT payments_failure_check CHECK (char_length(failure) <= 200),
    CONSTRAINT payments_provider_reference_check CHECK (char_length(provider_reference) <= 80 AND provider_reference <> ''),
    CONSTRAINT payments_settled_when_succeeded_check CHECK (status <> 'succeeded' or settled_at is not null)
);

COMMENT ON TABLE billing.payments IS 'An attempt to collect an invoice';
COMMENT ON COLUMN billing.payments.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.payments.invoice_id IS 'invoice is collected by payment';
COMMENT ON COLUMN billing.payments.payment_method_id IS 'payment method pays payment';

CREATE INDEX payments_created_at_id_pending_idx ON billing.payments (merchant_id, created_at, id)
    WHERE status = 'pending';
CREATE INDEX payments_invoice_id_idx ON billing.payments (merchant_id, invoice_id);
CREATE INDEX payments_payment_method_id_idx ON billing.payments (merchant_id, payment_method_id);
CREATE INDEX payments_settled_at_idx ON billing.payments (merchant_id, settled_at);

CREATE STATISTICS billing.payments_invoice_id_payment_method_id_dependencies (dependencies) ON merchant_id, invoice_id, payment_method_id FROM billing.payments;

CREATE STATISTICS billing.prices_plan_id_dependencies (dependencies) ON merchant_id, plan_id FROM billing.prices;

CREATE TABLE billing.subscription_items (
    merchant_id     uuid        NOT NULL,
    id              bigint      GENERATED ALWAYS AS IDENTITY,
    subscription_id uuid        NOT NULL,
    price_id        bigint      NOT NULL,
    quantity        bigint      NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT subscription_items_pkey PRIMARY KEY (merchant_id, id),
    CONSTRAINT subscription_items_one_price_per_item_key UNIQUE (merchant_id, subscription_id, price_id),
    CONSTRAINT subscription_items_price_id_fkey FOREIGN KEY (merchant_id, price_id) REFERENCES billing.prices (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT subscription_items_subscription_id_fkey FOREIGN KEY (merchant_id, subscription_id) REFERENCES billing.subscriptions (merchant_id, id) ON DELETE CASCADE,
    CONSTRAINT subscription_items_quantity_check CHECK (quantity >= 0)
);

COMMENT ON TABLE billing.subscription_items IS 'A price within a subscription, and how many units of it';
COMMENT ON COLUMN billing.subscription_items.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.subscription_items.subscription_id IS 'subscription consists of subscription item';
COMMENT ON COLUMN billing.subscription_items.price_id IS 'price is subscribed to as subscription item';

CREATE INDEX subscription_items_price_id_idx ON billing.subscription_items (merchant_id, price_id);

CREATE STATISTICS billing.subscription_items_price_id_subscription_id_dependencies (dependencies) ON merchant_id, price_id, subscription_id FROM billing.subscription_items;

CREATE STATISTICS billing.subscriptions_customer_id_paid_by_id_dependencies (dependencies) ON merchant_id, customer_id, paid_by_id FROM billing.subscriptions;

CREATE TABLE billing.usage_records (
    merchant_id          uuid          NOT NULL,
    id                   bigint        GENERATED ALWAYS AS IDENTITY,
    subscription_item_id bigint        NOT NULL,
    used_at              timestamptz   NOT NULL,
    quantity             numeric(18,6) NOT NULL,
    request              uuid          NOT NULL,
    created_at           timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT usage_records_pkey PRIMARY KEY (merchant_id, id, used_at),
    CONSTRAINT usage_records_usage_is_counted_once_key UNIQUE (merchant_id, subscription_item_id, request, used_at),
    CONSTRAINT usage_records_subscription_item_id_fkey FOREIGN KEY (merchant_id, subscription_item_id) REFERENCES billing.subscription_items (merchant_id, id) ON DELETE RESTRICT,
    CONSTRAINT usage_records_quantity_check CHECK (quantity >= 0)
) PARTITION BY RANGE (used_at);

COMMENT ON TABLE billing.usage_records IS 'Metered use, as reported by the merchant''s own systems';
COMMENT ON COLUMN billing.usage_records.merchant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN billing.usage_records.subscription_item_id IS 'subscription item is metered by usage record';
COMMENT ON COLUMN billing.usage_records.request IS 'Tells repeated reports apart';

CREATE TABLE billing.usage_records_2027_03_01 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-03-02 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_01_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_01;

CREATE TABLE billing.usage_records_2027_03_02 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-02 00:00:00+00') TO ('2027-03-03 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_02_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_02;

CREATE TABLE billing.usage_records_2027_03_03 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-03 00:00:00+00') TO ('2027-03-04 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_03_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_03;

CREATE TABLE billing.usage_records_2027_03_04 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-04 00:00:00+00') TO ('2027-03-05 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_04_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_04;

CREATE TABLE billing.usage_records_2027_03_05 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-05 00:00:00+00') TO ('2027-03-06 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_05_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_05;

CREATE TABLE billing.usage_records_2027_03_06 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-06 00:00:00+00') TO ('2027-03-07 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_06_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_06;

CREATE TABLE billing.usage_records_2027_03_07 PARTITION OF billing.usage_records
    FOR VALUES FROM ('2027-03-07 00:00:00+00') TO ('2027-03-08 00:00:00+00');

CREATE STATISTICS billing.usage_records_2027_03_07_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_2027_03_07;

CREATE TABLE billing.usage_records_default PARTITION OF billing.usage_records
    DEFAULT;

CREATE STATISTICS billing.usage_records_default_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records_default;

CREATE STATISTICS billing.usage_records_subscription_item_id_dependencies (dependencies) ON merchant_id, subscription_item_id FROM billing.usage_records;

CREATE TABLE billing.events (
    merchant_id uuid        NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    happened_at timestamptz NOT NULL DEFAULT now(),
    name        text        NOT NULL,
    payload     jsonb       NOT NULL DEFAULT '{}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT events_pkey PRIMARY KEY (merchant_id, id, happened_at),
    CONSTRAINT events_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES billing.merchants (id) ON DELETE RESTRICT,
    CONSTRAINT events_name_check CHECK (char_length(name) BETWEEN 1 AND 60),
    CONSTRAINT events_payload_check CHECK (jsonb_typeof(payload) = 'object')
) PARTITION BY RANGE (happened_at);

COMMENT ON TABLE billing.events IS 'What happened, as merchants are told by webhook';
COMMENT ON COLUMN billing.events.merchant_id IS 'The tenant that the row belongs to';

CREATE INDEX events_happened_at_id_idx ON billing.events (merchant_id, happened_at, id);

CREATE TABLE billing.events_2027_03_01 PARTITION OF billing.events
    FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-03-08 00:00:00+00');

CREATE TABLE billing.events_2027_03_08 PARTITION OF billing.events
    FOR VALUES FROM ('2027-03-08 00:00:00+00') TO ('2027-03-15 00:00:00+00');

CREATE TABLE billing.events_2027_03_15 PARTITION OF billing.events
    FOR VALUES FROM ('2027-03-15 00:00:00+00') TO ('2027-03-22 00:00:00+00');

CREATE TABLE billing.events_default PARTITION OF billing.events
    DEFAULT;

-- Functions

CREATE OR REPLACE FUNCTION billing.drop_events_partitions(before date)
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
        WHERE link.inhparent = 'billing.events'::regclass
          AND child.relname ~ '^events_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '7 days' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION billing.drop_events_partitions(before date) IS 'Drops the partitions of events that end by this day, gives how many';

CREATE OR REPLACE FUNCTION billing.drop_usage_records_partitions(before date)
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
        WHERE link.inhparent = 'billing.usage_records'::regclass
          AND child.relname ~ '^usage_records_[0-9][0-9][0-9][0-9]_[0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 10), 'YYYY_MM_DD') + interval '1 day' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION billing.drop_usage_records_partitions(before date) IS 'Drops the partitions of usage_records that end by this day, gives how many';

CREATE OR REPLACE FUNCTION billing.invoices_invoice_lines_sync()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changes refcursor;
    change record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        UPDATE billing.invoices SET total = 0
        WHERE total IS DISTINCT FROM 0;
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        OPEN changes FOR
        SELECT c.merchant_id, c.invoice_id,
            coalesce(sum(c.sign * c.amount), 0) AS total
        FROM (
            SELECT 1 AS sign, merchant_id, invoice_id, amount FROM new_rows) AS c
        WHERE c.invoice_id IS NOT NULL
        GROUP BY c.merchant_id, c.invoice_id
        HAVING coalesce(sum(c.sign * c.amount), 0) <> 0
        ORDER BY c.merchant_id, c.invoice_id;
    ELSIF TG_OP = 'DELETE' THEN
        OPEN changes FOR
        SELECT c.merchant_id, c.invoice_id,
            coalesce(sum(c.sign * c.amount), 0) AS total
        FROM (
            SELECT -1 AS sign, merchant_id, invoice_id, amount FROM old_rows) AS c
        WHERE c.invoice_id IS NOT NULL
        GROUP BY c.merchant_id, c.invoice_id
        HAVING coalesce(sum(c.sign * c.amount), 0) <> 0
        ORDER BY c.merchant_id, c.invoice_id;
    ELSE
        OPEN changes FOR
        SELECT c.merchant_id, c.invoice_id,
            coalesce(sum(c.sign * c.amount), 0) AS total
        FROM (
            SELECT 1 AS sign, merchant_id, invoice_id, amount FROM new_rows
            UNION ALL
            SELECT -1 AS sign, merchant_id, invoice_id, amount FROM old_rows) AS c
        WHERE c.invoice_id IS NOT NULL
        GROUP BY c.merchant_id, c.invoice_id
        HAVING coalesce(sum(c.sign * c.amount), 0) <> 0
        ORDER BY c.merchant_id, c.invoice_id;
    END IF;
    LOOP
        FETCH changes INTO change;
        EXIT WHEN NOT FOUND;
        UPDATE billing.invoices AS parent SET
            total = parent.total + change.total
        WHERE parent.merchant_id = change.merchant_id AND parent.id = change.invoice_id;
    END LOOP;
    CLOSE changes;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION billing.invoices_invoice_lines_sync() IS 'Keeps what invoices says of invoice_lines';

CREATE OR REPLACE FUNCTION billing.invoices_invoice_lines_sync_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    expected record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.total := 0;
        RETURN NEW;
    END IF;
    -- a trigger on the children knows; anybody else may only say what is true
    IF pg_trigger_depth() = 1 THEN
        SELECT
            coalesce(sum(c.amount), 0) AS total
        INTO expected
        FROM billing.invoice_lines AS c
        WHERE c.merchant_id = NEW.merchant_id AND c.invoice_id = NEW.id;
        IF NEW.total IS DISTINCT FROM expected.total THEN
            RAISE EXCEPTION 'what % says of % is kept by triggers', TG_TABLE_NAME, 'invoice_lines'
                USING ERRCODE = '428C9', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END IF;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.invoices_invoice_lines_sync_guard() IS 'Refuses to let anybody set what invoices says of invoice_lines';

CREATE OR REPLACE FUNCTION billing.invoices_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'open'),
        ('draft', 'void'),
        ('open', 'paid'),
        ('open', 'uncollectible'),
        ('open', 'void'),
        ('uncollectible', 'paid')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoices_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.invoices_status_transition() IS 'Refuses changes of invoices.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION billing.make_events_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('week', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '7 days')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'billing', 'events_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE billing.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM billing.events_default WHERE happened_at >= %L AND happened_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE billing.events_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM billing.events_default WHERE happened_at >= %L AND happened_at < %L RETURNING merchant_id, id, happened_at, name, payload, created_at) INSERT INTO ' || partition || ' (merchant_id, id, happened_at, name, payload, created_at) SELECT merchant_id, id, happened_at, name, payload, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE billing.events ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION billing.make_events_partitions(since date, through date) IS 'Makes the partitions of events for these days, gives how many';

CREATE OR REPLACE FUNCTION billing.make_usage_records_partitions(since date, through date)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    lower_day date := date_trunc('day', since::timestamp)::date;
    upper_day date;
    lower_bound text;
    upper_bound text;
    partition text;
    waiting boolean;
    made integer := 0;
BEGIN
    WHILE lower_day <= through LOOP
        upper_day := (lower_day + interval '1 day')::date;
        lower_bound := lower_day::text || ' 00:00:00+00';
        upper_bound := upper_day::text || ' 00:00:00+00';
        partition := format('%I.%I', 'billing', 'usage_records_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE billing.usage_records INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM billing.usage_records_default WHERE used_at >= %L AND used_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE billing.usage_records_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM billing.usage_records_default WHERE used_at >= %L AND used_at < %L RETURNING merchant_id, id, subscription_item_id, used_at, quantity, request, created_at) INSERT INTO ' || partition || ' (merchant_id, id, subscription_item_id, used_at, quantity, request, created_at) SELECT merchant_id, id, subscription_item_id, used_at, quantity, request, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE billing.usage_records ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION billing.make_usage_records_partitions(since date, through date) IS 'Makes the partitions of usage_records for these days, gives how many';

CREATE OR REPLACE FUNCTION billing.payments_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('pending', 'succeeded'),
        ('pending', 'failed'),
        ('succeeded', 'refunded')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.payments_status_transition() IS 'Refuses changes of payments.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION billing.plans_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'offered'),
        ('draft', 'retired'),
        ('offered', 'retired')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plans_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.plans_status_transition() IS 'Refuses changes of plans.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION billing.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.set_updated_at() IS 'Keeps updated_at';

CREATE OR REPLACE FUNCTION billing.subscription_items_subscription_least()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changed record;
    wanted numeric;
    actual numeric;
BEGIN
    changed := OLD;
    -- two sessions must not both count before the other has changed anything
    PERFORM FROM billing.subscriptions AS parent WHERE parent.merchant_id = changed.merchant_id AND parent.id = changed.subscription_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO actual
    FROM (SELECT FROM billing.subscription_items AS member WHERE member.merchant_id = changed.merchant_id AND member.subscription_id = changed.subscription_id LIMIT 1) AS members;
    IF actual < 1 THEN
        RAISE EXCEPTION 'billing.subscriptions with merchant_id %, subscription_id % must have at least 1 of billing.subscription_items',
            changed.merchant_id, changed.subscription_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subscription_items_subscription_least', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION billing.subscription_items_subscription_least() IS 'At least 1 rows of billing.subscription_items for each subscription';

CREATE OR REPLACE FUNCTION billing.subscriptions_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('trial', 'active'),
        ('trial', 'ended'),
        ('active', 'overdue'),
        ('active', 'paused'),
        ('active', 'ended'),
        ('overdue', 'active'),
        ('overdue', 'ended'),
        ('paused', 'active'),
        ('paused', 'ended')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subscriptions_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION billing.subscriptions_status_transition() IS 'Refuses changes of subscriptions.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION billing.subscriptions_subscription_item_least()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changed record;
    wanted numeric;
    actual numeric;
BEGIN
    changed := NEW;
    -- two sessions must not both count before the other has changed anything
    PERFORM FROM billing.subscriptions AS parent WHERE parent.merchant_id = changed.merchant_id AND parent.id = changed.id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO actual
    FROM (SELECT FROM billing.subscription_items AS member WHERE member.merchant_id = changed.merchant_id AND member.subscription_id = changed.id LIMIT 1) AS members;
    IF actual < 1 THEN
        RAISE EXCEPTION 'billing.subscriptions with merchant_id %, id % must have at least 1 of billing.subscription_items',
            changed.merchant_id, changed.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subscriptions_subscription_item_least', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION billing.subscriptions_subscription_item_least() IS 'At least 1 rows of billing.subscription_items for each subscription';

-- Triggers and rules

CREATE TRIGGER customers_set_updated_at BEFORE UPDATE ON billing.customers FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();

CREATE TRIGGER invoices_invoice_lines_sync_delete AFTER DELETE ON billing.invoice_lines REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION billing.invoices_invoice_lines_sync();
CREATE TRIGGER invoices_invoice_lines_sync_insert AFTER INSERT ON billing.invoice_lines REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION billing.invoices_invoice_lines_sync();
CREATE TRIGGER invoices_invoice_lines_sync_truncate AFTER TRUNCATE ON billing.invoice_lines FOR EACH STATEMENT EXECUTE FUNCTION billing.invoices_invoice_lines_sync();
CREATE TRIGGER invoices_invoice_lines_sync_update AFTER UPDATE ON billing.invoice_lines REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION billing.invoices_invoice_lines_sync();

CREATE TRIGGER invoices_invoice_lines_sync_guard BEFORE INSERT OR UPDATE OF total ON billing.invoices FOR EACH ROW EXECUTE FUNCTION billing.invoices_invoice_lines_sync_guard();
CREATE TRIGGER invoices_set_updated_at BEFORE UPDATE ON billing.invoices FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();
CREATE TRIGGER invoices_status_transition BEFORE UPDATE ON billing.invoices FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION billing.invoices_status_transition();

CREATE TRIGGER merchants_set_updated_at BEFORE UPDATE ON billing.merchants FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();

CREATE TRIGGER payment_methods_set_updated_at BEFORE UPDATE ON billing.payment_methods FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();

CREATE TRIGGER payments_set_updated_at BEFORE UPDATE ON billing.payments FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();
CREATE TRIGGER payments_status_transition BEFORE UPDATE ON billing.payments FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION billing.payments_status_transition();

CREATE TRIGGER plans_set_updated_at BEFORE UPDATE ON billing.plans FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();
CREATE TRIGGER plans_status_transition BEFORE UPDATE ON billing.plans FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION billing.plans_status_transition();

CREATE TRIGGER subscription_items_set_updated_at BEFORE UPDATE ON billing.subscription_items FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();
CREATE CONSTRAINT TRIGGER subscription_items_subscription_least AFTER DELETE OR UPDATE OF merchant_id, subscription_id ON billing.subscription_items DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.subscription_items_subscription_least();

CREATE TRIGGER subscriptions_set_updated_at BEFORE UPDATE ON billing.subscriptions FOR EACH ROW EXECUTE FUNCTION billing.set_updated_at();
CREATE TRIGGER subscriptions_status_transition BEFORE UPDATE ON billing.subscriptions FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION billing.subscriptions_status_transition();
CREATE CONSTRAINT TRIGGER subscriptions_subscription_item_least AFTER INSERT ON billing.subscriptions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.subscriptions_subscription_item_least();
