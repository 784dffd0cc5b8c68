-- marketplace: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA market;
COMMENT ON SCHEMA market IS 'A platform on which many marketplaces sell goods and bookable services';

-- Extensions

CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Types

CREATE TYPE market.booking_status AS ENUM ('held', 'confirmed', 'done', 'cancelled', 'missed');
COMMENT ON TYPE market.booking_status IS 'Steps of bookings.status, in order of life';

CREATE TYPE market.listing_kind AS ENUM ('goods', 'service');
COMMENT ON TYPE market.listing_kind IS 'Values of listings.kind';

CREATE TYPE market.listing_status AS ENUM ('draft', 'published', 'paused', 'archived');
COMMENT ON TYPE market.listing_status IS 'Steps of listings.status, in order of life';

CREATE TYPE market.order_status AS ENUM (
    'open',
    'paid',
    'shipped',
    'delivered',
    'cancelled',
    'refunded'
);
COMMENT ON TYPE market.order_status IS 'Steps of orders.status, in order of life';

CREATE TYPE market.payment_kind AS ENUM ('charge', 'refund');
COMMENT ON TYPE market.payment_kind IS 'Values of payments.kind';

CREATE TYPE market.payment_status AS ENUM ('pending', 'succeeded', 'failed');
COMMENT ON TYPE market.payment_status IS 'Steps of payments.status, in order of life';

CREATE TYPE market.payout_status AS ENUM ('planned', 'sent', 'confirmed', 'returned');
COMMENT ON TYPE market.payout_status IS 'Steps of payouts.status, in order of life';

CREATE TYPE market.review_status AS ENUM ('waiting', 'published', 'hidden');
COMMENT ON TYPE market.review_status IS 'Values of reviews.status';

CREATE TYPE market.seller_status AS ENUM ('applied', 'verified', 'suspended', 'left');
COMMENT ON TYPE market.seller_status IS 'Steps of sellers.status, in order of life';

-- Tables

CREATE TABLE market.tenants (
    id         uuid        NOT NULL DEFAULT uuidv7(),
    name       text        NOT NULL,
    slug       text        NOT NULL,
    currency   text        NOT NULL DEFAULT 'EUR',
    status     text        NOT NULL DEFAULT 'trial',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenants_pkey PRIMARY KEY (id),
    CONSTRAINT tenants_slug_key UNIQUE (slug),
    CONSTRAINT tenants_currency_check CHECK (currency ~ '^[A-Z]{3}$'),
    CONSTRAINT tenants_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT tenants_slug_check CHECK (char_length(slug) BETWEEN 1 AND 40 AND slug ~ '^[a-z0-9-]{3,40}$'),
    CONSTRAINT tenants_status_check CHECK (status IN ('trial', 'active', 'suspended', 'closed'))
);

COMMENT ON TABLE market.tenants IS 'A marketplace that the platform hosts';
COMMENT ON COLUMN market.tenants.currency IS 'What prices are shown in';

CREATE TABLE market.customers (
    tenant_id         uuid        NOT NULL,
    id                uuid        NOT NULL DEFAULT uuidv7(),
    email             text        NOT NULL,
    full_name         text        NOT NULL,
    phone             text,
    language          text        NOT NULL DEFAULT 'en',
    marketing_consent boolean     NOT NULL DEFAULT false,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT customers_email_key UNIQUE (tenant_id, email),
    CONSTRAINT customers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES market.tenants (id) ON DELETE RESTRICT,
    CONSTRAINT customers_email_check CHECK (email = lower(email) AND email ~ '^[^@\s]+@[^@\s]+$' AND char_length(email) <= 254),
    CONSTRAINT customers_full_name_check CHECK (char_length(full_name) BETWEEN 1 AND 200),
    CONSTRAINT customers_language_check CHECK (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
    CONSTRAINT customers_phone_check CHECK (phone ~ '^\+[1-9][0-9]{6,14}$')
);

COMMENT ON TABLE market.customers IS 'A person who buys';
COMMENT ON COLUMN market.customers.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.customers.email IS 'How the customer signs in. Sensitive';
COMMENT ON COLUMN market.customers.full_name IS 'Sensitive';
COMMENT ON COLUMN market.customers.phone IS 'Sensitive';

CREATE TABLE market.addresses (
    tenant_id   uuid        NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    customer_id uuid        NOT NULL,
    recipient   text        NOT NULL,
    street      text        NOT NULL,
    city        text        NOT NULL,
    postal_code text,
    country     text        NOT NULL,
    location    point,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT addresses_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT addresses_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES market.customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT addresses_city_check CHECK (char_length(city) BETWEEN 1 AND 120),
    CONSTRAINT addresses_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT addresses_postal_code_check CHECK (char_length(postal_code) <= 12 AND postal_code <> ''),
    CONSTRAINT addresses_recipient_check CHECK (char_length(recipient) BETWEEN 1 AND 200),
    CONSTRAINT addresses_street_check CHECK (char_length(street) BETWEEN 1 AND 200)
);

COMMENT ON TABLE market.addresses IS 'Where goods go to, or where a service takes place';
COMMENT ON COLUMN market.addresses.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.addresses.customer_id IS 'customer lives at address';
COMMENT ON COLUMN market.addresses.recipient IS 'Sensitive';
COMMENT ON COLUMN market.addresses.street IS 'Sensitive';
COMMENT ON COLUMN market.addresses.location IS 'Sensitive';

CREATE INDEX addresses_customer_id_idx ON market.addresses (tenant_id, customer_id);

CREATE STATISTICS market.addresses_customer_id_dependencies (dependencies) ON tenant_id, customer_id FROM market.addresses;

CREATE TABLE market.sellers (
    tenant_id      uuid                 NOT NULL,
    id             uuid                 NOT NULL DEFAULT uuidv7(),
    name           text                 NOT NULL,
    slug           text                 NOT NULL,
    contact_email  text                 NOT NULL,
    status         market.seller_status NOT NULL DEFAULT 'applied',
    commission     numeric(5,2)         NOT NULL DEFAULT 8,
    payout_account text,
    home           point,
    created_at     timestamptz          NOT NULL DEFAULT now(),
    updated_at     timestamptz          NOT NULL DEFAULT now(),
    CONSTRAINT sellers_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT sellers_slug_key UNIQUE (tenant_id, slug),
    CONSTRAINT sellers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES market.tenants (id) ON DELETE RESTRICT,
    CONSTRAINT sellers_commission_check CHECK (commission BETWEEN 0 AND 50),
    CONSTRAINT sellers_contact_email_check CHECK (contact_email = lower(contact_email) AND contact_email ~ '^[^@\s]+@[^@\s]+$' AND char_length(contact_email) <= 254),
    CONSTRAINT sellers_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT sellers_payout_account_check CHECK (char_length(payout_account) <= 64),
    CONSTRAINT sellers_slug_check CHECK (char_length(slug) BETWEEN 1 AND 60 AND slug ~ '^[a-z0-9-]{3,60}$')
);

COMMENT ON TABLE market.sellers IS 'A business that offers goods or services';
COMMENT ON COLUMN market.sellers.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.sellers.contact_email IS 'Sensitive';
COMMENT ON COLUMN market.sellers.payout_account IS 'Sensitive';

CREATE INDEX sellers_home_idx ON market.sellers USING gist (tenant_id, home);

CREATE TABLE market.listings (
    tenant_id          uuid                  NOT NULL,
    id                 uuid                  NOT NULL DEFAULT uuidv7(),
    seller_id          uuid                  NOT NULL,
    kind               market.listing_kind   NOT NULL DEFAULT 'goods',
    title              text                  NOT NULL,
    description        text,
    status             market.listing_status NOT NULL DEFAULT 'draft',
    price              numeric(14,2)         NOT NULL,
    tags               text[]                NOT NULL DEFAULT '{}',
    properties         jsonb,
    published_at       timestamptz,
    review_count       bigint                NOT NULL DEFAULT 0,
    rating_sum         numeric               NOT NULL DEFAULT 0,
    rating             numeric(18,2)         GENERATED ALWAYS AS (rating_sum / NULLIF(review_count, 0)) STORED,
    created_at         timestamptz           NOT NULL DEFAULT now(),
    updated_at         timestamptz           NOT NULL DEFAULT now(),
    title_search       tsvector              GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, coalesce(title, '')), 'A')) STORED,
    description_search tsvector              GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, coalesce(description, '')), 'A')) STORED,
    CONSTRAINT listings_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT listings_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES market.sellers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT listings_description_check CHECK (char_length(description) <= 20000),
    CONSTRAINT listings_price_check CHECK (price >= 0),
    CONSTRAINT listings_properties_check CHECK (jsonb_typeof(properties) = 'object'),
    CONSTRAINT listings_published_has_date_check CHECK (status <> 'published' or published_at is not null),
    CONSTRAINT listings_title_check CHECK (char_length(title) BETWEEN 1 AND 200)
);

COMMENT ON TABLE market.listings IS 'What a seller offers, goods or a service';
COMMENT ON COLUMN market.listings.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.listings.seller_id IS 'seller offers listing';
COMMENT ON COLUMN market.listings.price IS 'The lowest price of its variants. In EUR';
COMMENT ON COLUMN market.listings.properties IS 'Facts that differ by category, such as a size chart';
COMMENT ON COLUMN market.listings.review_count IS 'Kept by triggers on reviews';
COMMENT ON COLUMN market.listings.rating_sum IS 'Average stars of its published reviews. Kept by triggers on reviews';
COMMENT ON COLUMN market.listings.rating IS 'Average stars of its published reviews';
COMMENT ON COLUMN market.listings.title_search IS 'What full-text search looks in: title';
COMMENT ON COLUMN market.listings.description_search IS 'What full-text search looks in: description';

CREATE INDEX listings_description_search_idx ON market.listings USING gin (tenant_id, description_search);
CREATE INDEX listings_published_at_id_idx ON market.listings (tenant_id, published_at, id);
CREATE INDEX listings_seller_id_title_id_idx ON market.listings (tenant_id, seller_id, title, id);
CREATE INDEX listings_tags_idx ON market.listings USING gin (tenant_id, tags);
CREATE INDEX listings_title_search_idx ON market.listings USING gin (tenant_id, title_search);

CREATE TABLE market.orders (
    tenant_id  uuid                NOT NULL,
    id         uuid                NOT NULL DEFAULT uuidv7(),
    buyer_id   uuid                NOT NULL,
    seller_id  uuid                NOT NULL,
    ship_to_id bigint,
    number     text                NOT NULL,
    status     market.order_status NOT NULL DEFAULT 'open',
    placed_at  timestamptz         NOT NULL DEFAULT now(),
    total      numeric(14,2)       NOT NULL,
    note       text,
    created_at timestamptz         NOT NULL DEFAULT now(),
    updated_at timestamptz         NOT NULL DEFAULT now(),
    CONSTRAINT orders_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT orders_number_key UNIQUE (tenant_id, number),
    CONSTRAINT orders_buyer_id_fkey FOREIGN KEY (tenant_id, buyer_id) REFERENCES market.customers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT orders_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES market.sellers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT orders_ship_to_id_fkey FOREIGN KEY (tenant_id, ship_to_id) REFERENCES market.addresses (tenant_id, id) ON DELETE SET NULL (ship_to_id),
    CONSTRAINT orders_note_check CHECK (char_length(note) <= 1000),
    CONSTRAINT orders_number_check CHECK (char_length(number) BETWEEN 1 AND 10 AND number ~ '^[A-Z0-9]{10}$'),
    CONSTRAINT orders_total_check CHECK (total >= 0)
);

COMMENT ON TABLE market.orders IS 'What a customer bought from one seller at one time';
COMMENT ON COLUMN market.orders.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.orders.buyer_id IS 'customer places order';
COMMENT ON COLUMN market.orders.seller_id IS 'seller fulfils order';
COMMENT ON COLUMN market.orders.ship_to_id IS 'address receives order';
COMMENT ON COLUMN market.orders.total IS 'In EUR';
COMMENT ON COLUMN market.orders.note IS 'Sensitive';

CREATE INDEX orders_buyer_id_placed_at_id_idx ON market.orders (tenant_id, buyer_id, placed_at, id);
CREATE INDEX orders_seller_id_placed_at_id_paid_idx ON market.orders (tenant_id, seller_id, placed_at, id)
    WHERE status = 'paid';
CREATE INDEX orders_seller_id_placed_at_idx ON market.orders (tenant_id, seller_id, placed_at);
CREATE INDEX orders_ship_to_id_idx ON market.orders (tenant_id, ship_to_id);

CREATE TABLE market.resources (
    tenant_id  uuid        NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    seller_id  uuid        NOT NULL,
    name       text        NOT NULL,
    time_zone  text        NOT NULL DEFAULT 'Europe/Berlin',
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT resources_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT resources_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES market.sellers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT resources_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT resources_time_zone_check CHECK (char_length(time_zone) BETWEEN 1 AND 60)
);

COMMENT ON TABLE market.resources IS 'A person, room or tool that a service needs and that can do one thing at a time';
COMMENT ON COLUMN market.resources.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.resources.seller_id IS 'seller employs resource';

CREATE INDEX resources_seller_id_idx ON market.resources (tenant_id, seller_id);

CREATE TABLE market.bookings (
    tenant_id   uuid                  NOT NULL,
    id          uuid                  NOT NULL DEFAULT uuidv7(),
    resource_id bigint                NOT NULL,
    listing_id  uuid                  NOT NULL,
    customer_id uuid                  NOT NULL,
    order_id    uuid,
    starts_at   timestamptz           NOT NULL,
    ends_at     timestamptz           NOT NULL,
    status      market.booking_status NOT NULL DEFAULT 'held',
    price       numeric(14,2)         NOT NULL,
    note        text,
    created_at  timestamptz           NOT NULL DEFAULT now(),
    updated_at  timestamptz           NOT NULL DEFAULT now(),
    CONSTRAINT bookings_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT bookings_no_double_booking_excl EXCLUDE USING gist (tenant_id WITH =, resource_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status IN ('held', 'confirmed')),
    CONSTRAINT bookings_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES market.customers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT bookings_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT bookings_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES market.orders (tenant_id, id) ON DELETE SET NULL (order_id),
    CONSTRAINT bookings_resource_id_fkey FOREIGN KEY (tenant_id, resource_id) REFERENCES market.resources (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT bookings_booking_ends_after_start_check CHECK (ends_at > starts_at),
    CONSTRAINT bookings_note_check CHECK (char_length(note) <= 1000),
    CONSTRAINT bookings_price_check CHECK (price >= 0)
);

COMMENT ON TABLE market.bookings IS 'A resource that is taken by a customer for some time';
COMMENT ON COLUMN market.bookings.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.bookings.resource_id IS 'resource is taken by booking';
COMMENT ON COLUMN market.bookings.listing_id IS 'listing is booked as booking';
COMMENT ON COLUMN market.bookings.customer_id IS 'customer books booking';
COMMENT ON COLUMN market.bookings.order_id IS 'order pays for booking';
COMMENT ON COLUMN market.bookings.price IS 'In EUR';
COMMENT ON COLUMN market.bookings.note IS 'Sensitive';

CREATE INDEX bookings_customer_id_starts_at_id_idx ON market.bookings (tenant_id, customer_id, starts_at, id);
CREATE INDEX bookings_listing_id_idx ON market.bookings (tenant_id, listing_id);
CREATE INDEX bookings_order_id_idx ON market.bookings (tenant_id, order_id);
CREATE INDEX bookings_resource_id_starts_at_id_idx ON market.bookings (tenant_id, resource_id, starts_at, id);

CREATE STATISTICS market.bookings_customer_id_listing_id_order_id_dependencies (dependencies) ON tenant_id, customer_id, listing_id, order_id FROM market.bookings;

CREATE STATISTICS market.bookings_resource_id_dependencies (dependencies) ON tenant_id, resource_id FROM market.bookings;

CREATE TABLE market.categories (
    tenant_id  uuid        NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    parent_id  bigint,
    name       text        NOT NULL,
    slug       text        NOT NULL,
    "position" bigint      NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT categories_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT categories_one_slug_per_shelf_key UNIQUE NULLS NOT DISTINCT (tenant_id, parent_id, slug),
    CONSTRAINT categories_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES market.categories (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT categories_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES market.tenants (id) ON DELETE RESTRICT,
    CONSTRAINT categories_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT categories_position_check CHECK ("position" >= 0),
    CONSTRAINT categories_slug_check CHECK (char_length(slug) BETWEEN 1 AND 80 AND slug ~ '^[a-z0-9-]{2,80}$')
);

COMMENT ON TABLE market.categories IS 'A shelf of the catalog; shelves stand within shelves';
COMMENT ON COLUMN market.categories.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.categories.parent_id IS 'category contains category';

CREATE STATISTICS market.categories_parent_id_dependencies (dependencies) ON tenant_id, parent_id FROM market.categories;

CREATE TABLE market.category_listings (
    tenant_id   uuid        NOT NULL,
    category_id bigint      NOT NULL,
    listing_id  uuid        NOT NULL,
    "position"  bigint      NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT category_listings_pkey PRIMARY KEY (tenant_id, category_id, listing_id),
    CONSTRAINT category_listings_category_id_fkey FOREIGN KEY (tenant_id, category_id) REFERENCES market.categories (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT category_listings_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT category_listings_position_check CHECK ("position" >= 0)
);

COMMENT ON TABLE market.category_listings IS 'category holds listing';
COMMENT ON COLUMN market.category_listings.tenant_id IS 'The tenant that the row belongs to';

CREATE INDEX category_listings_listing_id_category_id_idx ON market.category_listings (tenant_id, listing_id, category_id);

CREATE STATISTICS market.category_listings_category_id_listing_id_dependencies (dependencies) ON tenant_id, category_id, listing_id FROM market.category_listings;

CREATE TABLE market.favourites (
    tenant_id   uuid        NOT NULL,
    id          bigint      GENERATED ALWAYS AS IDENTITY,
    customer_id uuid        NOT NULL,
    listing_id  uuid        NOT NULL,
    reminder    boolean     NOT NULL DEFAULT false,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT favourites_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT favourites_one_favourite_per_listing_key UNIQUE (tenant_id, customer_id, listing_id),
    CONSTRAINT favourites_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES market.customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT favourites_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE CASCADE
);

COMMENT ON TABLE market.favourites IS 'A listing that a customer wants to find again';
COMMENT ON COLUMN market.favourites.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.favourites.customer_id IS 'customer remembers favourite';
COMMENT ON COLUMN market.favourites.listing_id IS 'listing is remembered as favourite';
COMMENT ON COLUMN market.favourites.reminder IS 'Write a mail when the price falls';

CREATE INDEX favourites_listing_id_idx ON market.favourites (tenant_id, listing_id);

CREATE STATISTICS market.favourites_customer_id_listing_id_dependencies (dependencies) ON tenant_id, customer_id, listing_id FROM market.favourites;

CREATE TABLE market.listing_photos (
    tenant_id  uuid        NOT NULL,
    id         bigint      GENERATED ALWAYS AS IDENTITY,
    listing_id uuid        NOT NULL,
    file       text        NOT NULL,
    caption    text,
    "position" bigint      NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT listing_photos_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT listing_photos_one_photo_per_position_key UNIQUE (tenant_id, listing_id, "position"),
    CONSTRAINT listing_photos_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT listing_photos_caption_check CHECK (char_length(caption) <= 200),
    CONSTRAINT listing_photos_file_check CHECK (file <> ''),
    CONSTRAINT listing_photos_position_check CHECK ("position" >= 0)
);

COMMENT ON TABLE market.listing_photos IS 'A picture of a listing';
COMMENT ON COLUMN market.listing_photos.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.listing_photos.listing_id IS 'listing is shown by listing photo';

CREATE STATISTICS market.listing_photos_listing_id_dependencies (dependencies) ON tenant_id, listing_id FROM market.listing_photos;

CREATE STATISTICS market.listings_seller_id_dependencies (dependencies) ON tenant_id, seller_id FROM market.listings;

CREATE TABLE market.messages (
    tenant_id     uuid        NOT NULL,
    id            bigint      GENERATED ALWAYS AS IDENTITY,
    customer_id   uuid        NOT NULL,
    seller_id     uuid        NOT NULL,
    about_id      uuid,
    sent_at       timestamptz NOT NULL DEFAULT now(),
    from_customer boolean     NOT NULL,
    body          text        NOT NULL,
    read_at       timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT messages_pkey PRIMARY KEY (tenant_id, id, sent_at),
    CONSTRAINT messages_about_id_fkey FOREIGN KEY (tenant_id, about_id) REFERENCES market.orders (tenant_id, id) ON DELETE SET NULL (about_id),
    CONSTRAINT messages_customer_id_fkey FOREIGN KEY (tenant_id, customer_id) REFERENCES market.customers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT messages_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES market.sellers (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT messages_body_check CHECK (char_length(body) BETWEEN 1 AND 4000)
) PARTITION BY RANGE (sent_at);

COMMENT ON TABLE market.messages IS 'A message between a customer and a seller';
COMMENT ON COLUMN market.messages.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.messages.customer_id IS 'customer talks in message';
COMMENT ON COLUMN market.messages.seller_id IS 'seller talks in message';
COMMENT ON COLUMN market.messages.about_id IS 'order is talked about in message';
COMMENT ON COLUMN market.messages.body IS 'Sensitive';

CREATE INDEX messages_about_id_idx ON market.messages (tenant_id, about_id);
CREATE INDEX messages_customer_id_idx ON market.messages (tenant_id, customer_id);
CREATE INDEX messages_seller_id_customer_id_sent_at_id_idx ON market.messages (tenant_id, seller_id, customer_id, sent_at, id);
CREATE INDEX messages_seller_id_from_customer_without_read_at_idx ON market.messages (tenant_id, seller_id)
    WHERE from_customer AND read_at IS NULL;

CREATE TABLE market.messages_2027_01 PARTITION OF market.messages
    FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');

CREATE STATISTICS market.messages_2027_01_about_id_customer_id_seller_id_dependencies (dependencies) ON tenant_id, about_id, customer_id, seller_id FROM market.messages_2027_01;

CREATE TABLE market.messages_2027_02 PARTITION OF market.messages
    FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');

CREATE STATISTICS market.messages_2027_02_about_id_customer_id_seller_id_dependencies (dependencies) ON tenant_id, about_id, customer_id, seller_id FROM market.messages_2027_02;

CREATE TABLE market.messages_2027_03 PARTITION OF market.messages
    FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-04-01 00:00:00+00');

CREATE STATISTICS market.messages_2027_03_about_id_customer_id_seller_id_dependencies (dependencies) ON tenant_id, about_id, customer_id, seller_id FROM market.messages_2027_03;

CREATE STATISTICS market.messages_about_id_customer_id_seller_id_dependencies (dependencies) ON tenant_id, about_id, customer_id, seller_id FROM market.messages;

CREATE TABLE market.messages_default PARTITION OF market.messages
    DEFAULT;

CREATE STATISTICS market.messages_default_about_id_customer_id_seller_id_dependencies (dependencies) ON tenant_id, about_id, customer_id, seller_id FROM market.messages_default;

CREATE TABLE market.variants (
    tenant_id  uuid          NOT NULL,
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    listing_id uuid          NOT NULL,
    sku        text          NOT NULL,
    name       text          NOT NULL,
    price      numeric(14,2) NOT NULL,
    weight     numeric(14,3),
    stock      bigint        NOT NULL DEFAULT 0,
    reserved   bigint        NOT NULL DEFAULT 0,
    created_at timestamptz   NOT NULL DEFAULT now(),
    updated_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT variants_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT variants_one_sku_per_listing_key UNIQUE (tenant_id, listing_id, sku),
    CONSTRAINT variants_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT variants_name_check CHECK (char_length(name) BETWEEN 1 AND 120),
    CONSTRAINT variants_price_check CHECK (price >= 0),
    CONSTRAINT variants_reserved_check CHECK (reserved >= 0),
    CONSTRAINT variants_reserved_within_stock_check CHECK (reserved <= stock),
    CONSTRAINT variants_sku_check CHECK (char_length(sku) BETWEEN 1 AND 32 AND sku ~ '^[A-Z0-9-]{4,32}$'),
    CONSTRAINT variants_stock_check CHECK (stock >= 0),
    CONSTRAINT variants_weight_check CHECK (weight BETWEEN 0 AND 1000)
);

COMMENT ON TABLE market.variants IS 'One size, colour or package of a listing, with its stock';
COMMENT ON COLUMN market.variants.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.variants.listing_id IS 'listing comes as variant';
COMMENT ON COLUMN market.variants.price IS 'In EUR';
COMMENT ON COLUMN market.variants.weight IS 'In kg';
COMMENT ON COLUMN market.variants.reserved IS 'Stock that open orders hold';

CREATE TABLE market.order_lines (
    tenant_id  uuid          NOT NULL,
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    order_id   uuid          NOT NULL,
    variant_id bigint,
    title      text          NOT NULL,
    quantity   integer       NOT NULL,
    unit_price numeric(14,2) NOT NULL,
    created_at timestamptz   NOT NULL DEFAULT now(),
    updated_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT order_lines_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT order_lines_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES market.orders (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT order_lines_variant_id_fkey FOREIGN KEY (tenant_id, variant_id) REFERENCES market.variants (tenant_id, id) ON DELETE SET NULL (variant_id),
    CONSTRAINT order_lines_quantity_check CHECK (quantity BETWEEN 1 AND 10000),
    CONSTRAINT order_lines_title_check CHECK (char_length(title) BETWEEN 1 AND 200),
    CONSTRAINT order_lines_unit_price_check CHECK (unit_price >= 0)
);

COMMENT ON TABLE market.order_lines IS 'One variant of an order, at the price of that moment';
COMMENT ON COLUMN market.order_lines.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.order_lines.order_id IS 'order consists of order line';
COMMENT ON COLUMN market.order_lines.variant_id IS 'variant is sold as order line';
COMMENT ON COLUMN market.order_lines.title IS 'The title at the time of the order';
COMMENT ON COLUMN market.order_lines.unit_price IS 'In EUR';

CREATE INDEX order_lines_order_id_idx ON market.order_lines (tenant_id, order_id);
CREATE INDEX order_lines_variant_id_idx ON market.order_lines (tenant_id, variant_id);

CREATE STATISTICS market.order_lines_order_id_variant_id_dependencies (dependencies) ON tenant_id, order_id, variant_id FROM market.order_lines;

CREATE STATISTICS market.orders_buyer_id_seller_id_ship_to_id_dependencies (dependencies) ON tenant_id, buyer_id, seller_id, ship_to_id FROM market.orders;

CREATE TABLE market.payouts (
    tenant_id  uuid                 NOT NULL,
    id         bigint               GENERATED ALWAYS AS IDENTITY,
    seller_id  uuid                 NOT NULL,
    covers     daterange            NOT NULL,
    amount     numeric(14,2)        NOT NULL,
    status     market.payout_status NOT NULL DEFAULT 'planned',
    created_at timestamptz          NOT NULL DEFAULT now(),
    updated_at timestamptz          NOT NULL DEFAULT now(),
    CONSTRAINT payouts_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT payouts_no_double_payout_excl EXCLUDE USING gist (tenant_id WITH =, seller_id WITH =, covers WITH &&),
    CONSTRAINT payouts_seller_id_fkey FOREIGN KEY (tenant_id, seller_id) REFERENCES market.sellers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT payouts_amount_check CHECK (amount >= 0),
    CONSTRAINT payouts_covers_check CHECK (NOT isempty(covers))
);

COMMENT ON TABLE market.payouts IS 'What a seller is paid for a period';
COMMENT ON COLUMN market.payouts.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.payouts.seller_id IS 'seller receives payout';
COMMENT ON COLUMN market.payouts.amount IS 'In EUR';

CREATE INDEX payouts_seller_id_created_at_id_idx ON market.payouts (tenant_id, seller_id, created_at, id);

CREATE TABLE market.payments (
    tenant_id          uuid                  NOT NULL,
    id                 uuid                  NOT NULL DEFAULT uuidv7(),
    order_id           uuid                  NOT NULL,
    payout_id          bigint,
    kind               market.payment_kind   NOT NULL,
    provider_reference text                  NOT NULL,
    amount             numeric(16,4)         NOT NULL,
    amount_currency    text                  NOT NULL,
    status             market.payment_status NOT NULL DEFAULT 'pending',
    settled_at         timestamptz,
    created_at         timestamptz           NOT NULL DEFAULT now(),
    updated_at         timestamptz           NOT NULL DEFAULT now(),
    CONSTRAINT payments_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT payments_provider_reference_key UNIQUE (tenant_id, provider_reference),
    CONSTRAINT payments_order_id_fkey FOREIGN KEY (tenant_id, order_id) REFERENCES market.orders (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT payments_payout_id_fkey FOREIGN KEY (tenant_id, payout_id) REFERENCES market.payouts (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT payments_amount_check CHECK (amount >= 0),
    CONSTRAINT payments_amount_currency_check CHECK (amount_currency ~ '^[A-Z]{3}$'),
    CONSTRAINT payments_provider_reference_check CHECK (char_length(provider_reference) BETWEEN 1 AND 64),
    CONSTRAINT payments_settled_when_succeeded_check CHECK (status <> 'succeeded' or settled_at is not null)
);

COMMENT ON TABLE market.payments IS 'Money that came in or went back for an order';
COMMENT ON COLUMN market.payments.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.payments.order_id IS 'order is paid by payment';
COMMENT ON COLUMN market.payments.payout_id IS 'payout pays out payment';
COMMENT ON COLUMN market.payments.amount IS 'In the currency that the customer paid in';
COMMENT ON COLUMN market.payments.amount_currency IS 'ISO 4217 currency of amount';

CREATE INDEX payments_created_at_id_pending_idx ON market.payments (tenant_id, created_at, id)
    WHERE status = 'pending';
CREATE INDEX payments_order_id_idx ON market.payments (tenant_id, order_id);
CREATE INDEX payments_payout_id_idx ON market.payments (tenant_id, payout_id);

CREATE STATISTICS market.payments_order_id_payout_id_dependencies (dependencies) ON tenant_id, order_id, payout_id FROM market.payments;

CREATE STATISTICS market.payouts_seller_id_dependencies (dependencies) ON tenant_id, seller_id FROM market.payouts;

CREATE STATISTICS market.resources_seller_id_dependencies (dependencies) ON tenant_id, seller_id FROM market.resources;

CREATE TABLE market.reviews (
    tenant_id     uuid                 NOT NULL,
    id            bigint               GENERATED ALWAYS AS IDENTITY,
    order_line_id bigint               NOT NULL,
    listing_id    uuid                 NOT NULL,
    author_id     uuid                 NOT NULL,
    stars         integer              NOT NULL,
    text          text,
    status        market.review_status NOT NULL DEFAULT 'waiting',
    created_at    timestamptz          NOT NULL DEFAULT now(),
    updated_at    timestamptz          NOT NULL DEFAULT now(),
    CONSTRAINT reviews_pkey PRIMARY KEY (tenant_id, id),
    CONSTRAINT reviews_order_line_id_key UNIQUE (tenant_id, order_line_id),
    CONSTRAINT reviews_author_id_fkey FOREIGN KEY (tenant_id, author_id) REFERENCES market.customers (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT reviews_listing_id_fkey FOREIGN KEY (tenant_id, listing_id) REFERENCES market.listings (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT reviews_order_line_id_fkey FOREIGN KEY (tenant_id, order_line_id) REFERENCES market.order_lines (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT reviews_stars_check CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT reviews_text_check CHECK (char_length(text) <= 4000)
);

COMMENT ON TABLE market.reviews IS 'What a customer thinks of a line of an order';
COMMENT ON COLUMN market.reviews.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.reviews.order_line_id IS 'order line is judged by review';
COMMENT ON COLUMN market.reviews.listing_id IS 'listing is judged by review';
COMMENT ON COLUMN market.reviews.author_id IS 'customer writes review';

CREATE INDEX reviews_author_id_idx ON market.reviews (tenant_id, author_id);
CREATE INDEX reviews_listing_id_created_at_id_idx ON market.reviews (tenant_id, listing_id, created_at, id);

CREATE STATISTICS market.reviews_author_id_listing_id_order_line_id_dependencies (dependencies) ON tenant_id, author_id, listing_id, order_line_id FROM market.reviews;

CREATE STATISTICS market.variants_listing_id_dependencies (dependencies) ON tenant_id, listing_id FROM market.variants;

CREATE TABLE market.country_rates (
    id         bigint       GENERATED ALWAYS AS IDENTITY,
    country    text         NOT NULL,
    kind       text         NOT NULL,
    rate       numeric(5,2) NOT NULL,
    valid_from date         NOT NULL,
    created_at timestamptz  NOT NULL DEFAULT now(),
    updated_at timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT country_rates_pkey PRIMARY KEY (id),
    CONSTRAINT country_rates_one_rate_per_day_key UNIQUE (country, kind, valid_from),
    CONSTRAINT country_rates_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT country_rates_kind_check CHECK (kind IN ('standard', 'reduced', 'zero')),
    CONSTRAINT country_rates_rate_check CHECK (rate BETWEEN 0 AND 100)
);

COMMENT ON TABLE market.country_rates IS 'The tax that a country takes from a kind of goods';

CREATE TABLE market.events (
    tenant_id    uuid        NOT NULL,
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    happened_at  timestamptz NOT NULL DEFAULT now(),
    actor        text        NOT NULL,
    action       text        NOT NULL,
    subject_kind text        NOT NULL,
    subject_id   uuid        NOT NULL,
    source       inet,
    detail       jsonb,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT events_pkey PRIMARY KEY (tenant_id, id, happened_at),
    CONSTRAINT events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES market.tenants (id) ON DELETE RESTRICT,
    CONSTRAINT events_action_check CHECK (char_length(action) BETWEEN 1 AND 60),
    CONSTRAINT events_actor_check CHECK (char_length(actor) BETWEEN 1 AND 120),
    CONSTRAINT events_detail_check CHECK (jsonb_typeof(detail) = 'object'),
    CONSTRAINT events_subject_kind_check CHECK (char_length(subject_kind) BETWEEN 1 AND 40)
) PARTITION BY RANGE (happened_at);

COMMENT ON TABLE market.events IS 'Who did what, for audits and for finding out what went wrong';
COMMENT ON COLUMN market.events.tenant_id IS 'The tenant that the row belongs to';
COMMENT ON COLUMN market.events.actor IS 'Sensitive';
COMMENT ON COLUMN market.events.source IS 'Sensitive';

CREATE INDEX events_subject_kind_subject_id_happened_at_id_idx ON market.events (tenant_id, subject_kind, subject_id, happened_at, id);

CREATE TABLE market.events_2026_12_28 PARTITION OF market.events
    FOR VALUES FROM ('2026-12-28 00:00:00+00') TO ('2027-01-04 00:00:00+00');

CREATE TABLE market.events_2027_01_04 PARTITION OF market.events
    FOR VALUES FROM ('2027-01-04 00:00:00+00') TO ('2027-01-11 00:00:00+00');

CREATE TABLE market.events_2027_01_11 PARTITION OF market.events
    FOR VALUES FROM ('2027-01-11 00:00:00+00') TO ('2027-01-18 00:00:00+00');

CREATE TABLE market.events_default PARTITION OF market.events
    DEFAULT;

-- Functions

CREATE OR REPLACE FUNCTION market.bookings_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('held', 'confirmed'),
        ('held', 'cancelled'),
        ('confirmed', 'done'),
        ('confirmed', 'cancelled'),
        ('confirmed', 'missed')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bookings_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.bookings_status_transition() IS 'Refuses changes of bookings.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.drop_events_partitions(before date)
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
        WHERE link.inhparent = 'market.events'::regclass
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

COMMENT ON FUNCTION market.drop_events_partitions(before date) IS 'Drops the partitions of events that end by this day, gives how many';

CREATE OR REPLACE FUNCTION market.drop_messages_partitions(before date)
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
        WHERE link.inhparent = 'market.messages'::regclass
          AND child.relname ~ '^messages_[0-9][0-9][0-9][0-9]_[0-9][0-9]$'
          AND to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= before
        ORDER BY child.relname
    LOOP
        EXECUTE 'DROP TABLE ' || old;
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END
$function$;

COMMENT ON FUNCTION market.drop_messages_partitions(before date) IS 'Drops the partitions of messages that end by this day, gives how many';

CREATE OR REPLACE FUNCTION market.listings_reviews_sync()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changes refcursor;
    change record;
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        UPDATE market.listings SET review_count = 0, rating_sum = 0
        WHERE review_count IS DISTINCT FROM 0 OR rating_sum IS DISTINCT FROM 0;
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        OPEN changes FOR
        SELECT c.tenant_id, c.listing_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) AS review_count,
            coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) AS rating_sum
        FROM (
            SELECT 1 AS sign, tenant_id, listing_id, status, stars FROM new_rows) AS c
        WHERE c.listing_id IS NOT NULL
        GROUP BY c.tenant_id, c.listing_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) <> 0
            OR coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) <> 0
        ORDER BY c.tenant_id, c.listing_id;
    ELSIF TG_OP = 'DELETE' THEN
        OPEN changes FOR
        SELECT c.tenant_id, c.listing_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) AS review_count,
            coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) AS rating_sum
        FROM (
            SELECT -1 AS sign, tenant_id, listing_id, status, stars FROM old_rows) AS c
        WHERE c.listing_id IS NOT NULL
        GROUP BY c.tenant_id, c.listing_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) <> 0
            OR coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) <> 0
        ORDER BY c.tenant_id, c.listing_id;
    ELSE
        OPEN changes FOR
        SELECT c.tenant_id, c.listing_id,
            coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) AS review_count,
            coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) AS rating_sum
        FROM (
            SELECT 1 AS sign, tenant_id, listing_id, status, stars FROM new_rows
            UNION ALL
            SELECT -1 AS sign, tenant_id, listing_id, status, stars FROM old_rows) AS c
        WHERE c.listing_id IS NOT NULL
        GROUP BY c.tenant_id, c.listing_id
        HAVING coalesce(sum(c.sign) FILTER (WHERE c.status = 'published'), 0) <> 0
            OR coalesce(sum(c.sign * c.stars) FILTER (WHERE c.status = 'published'), 0) <> 0
        ORDER BY c.tenant_id, c.listing_id;
    END IF;
    LOOP
        FETCH changes INTO change;
        EXIT WHEN NOT FOUND;
        UPDATE market.listings AS parent SET
            review_count = parent.review_count + change.review_count,
            rating_sum = parent.rating_sum + change.rating_sum
        WHERE parent.tenant_id = change.tenant_id AND parent.id = change.listing_id;
    END LOOP;
    CLOSE changes;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION market.listings_reviews_sync() IS 'Keeps what listings says of reviews';

CREATE OR REPLACE FUNCTION market.listings_reviews_sync_guard()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    expected record;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.review_count := 0;
        NEW.rating_sum := 0;
        RETURN NEW;
    END IF;
    -- a trigger on the children knows; anybody else may only say what is true
    IF pg_trigger_depth() = 1 THEN
        SELECT
            count(*) FILTER (WHERE c.status = 'published') AS review_count,
            coalesce(sum(c.stars) FILTER (WHERE c.status = 'published'), 0) AS rating_sum
        INTO expected
        FROM market.reviews AS c
        WHERE c.tenant_id = NEW.tenant_id AND c.listing_id = NEW.id;
        IF NEW.review_count IS DISTINCT FROM expected.review_count
            OR NEW.rating_sum IS DISTINCT FROM expected.rating_sum THEN
            RAISE EXCEPTION 'what % says of % is kept by triggers', TG_TABLE_NAME, 'reviews'
                USING ERRCODE = '428C9', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END IF;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.listings_reviews_sync_guard() IS 'Refuses to let anybody set what listings says of reviews';

CREATE OR REPLACE FUNCTION market.listings_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('draft', 'published'),
        ('draft', 'archived'),
        ('published', 'paused'),
        ('published', 'archived'),
        ('paused', 'published'),
        ('paused', 'archived')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'listings_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.listings_status_transition() IS 'Refuses changes of listings.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.make_events_partitions(since date, through date)
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
        partition := format('%I.%I', 'market', 'events_' || to_char(lower_day, 'YYYY_MM_DD'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE market.events INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM market.events_default WHERE happened_at >= %L AND happened_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE market.events_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM market.events_default WHERE happened_at >= %L AND happened_at < %L RETURNING tenant_id, id, happened_at, actor, action, subject_kind, subject_id, source, detail, created_at) INSERT INTO ' || partition || ' (tenant_id, id, happened_at, actor, action, subject_kind, subject_id, source, detail, created_at) SELECT tenant_id, id, happened_at, actor, action, subject_kind, subject_id, source, detail, created_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE market.events ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION market.make_events_partitions(since date, through date) IS 'Makes the partitions of events for these days, gives how many';

CREATE OR REPLACE FUNCTION market.make_messages_partitions(since date, through date)
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
        partition := format('%I.%I', 'market', 'messages_' || to_char(lower_day, 'YYYY_MM'));
        IF to_regclass(partition) IS NULL THEN
            EXECUTE 'CREATE TABLE ' || partition || ' (LIKE market.messages INCLUDING ALL EXCLUDING IDENTITY EXCLUDING INDEXES EXCLUDING COMMENTS)';
            EXECUTE format('SELECT EXISTS (SELECT FROM market.messages_default WHERE sent_at >= %L AND sent_at < %L)', lower_bound, upper_bound) INTO waiting;
            IF waiting THEN
                -- rows that came before their partition: nobody may add more while they move
                LOCK TABLE market.messages_default IN ACCESS EXCLUSIVE MODE;
                EXECUTE format('WITH moved AS (DELETE FROM market.messages_default WHERE sent_at >= %L AND sent_at < %L RETURNING tenant_id, id, customer_id, seller_id, about_id, sent_at, from_customer, body, read_at, created_at, updated_at) INSERT INTO ' || partition || ' (tenant_id, id, customer_id, seller_id, about_id, sent_at, from_customer, body, read_at, created_at, updated_at) SELECT tenant_id, id, customer_id, seller_id, about_id, sent_at, from_customer, body, read_at, created_at, updated_at FROM moved', lower_bound, upper_bound);
            END IF;
            EXECUTE format('ALTER TABLE market.messages ATTACH PARTITION ' || partition || ' FOR VALUES FROM (%L) TO (%L)', lower_bound, upper_bound);
            made := made + 1;
        END IF;
        lower_day := upper_day;
    END LOOP;
    RETURN made;
END
$function$;

COMMENT ON FUNCTION market.make_messages_partitions(since date, through date) IS 'Makes the partitions of messages for these days, gives how many';

CREATE OR REPLACE FUNCTION market.orders_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('open', 'paid'),
        ('open', 'cancelled'),
        ('paid', 'shipped'),
        ('paid', 'cancelled'),
        ('paid', 'refunded'),
        ('shipped', 'delivered'),
        ('shipped', 'refunded'),
        ('delivered', 'refunded')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.orders_status_transition() IS 'Refuses changes of orders.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.payments_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('pending', 'succeeded'),
        ('pending', 'failed')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.payments_status_transition() IS 'Refuses changes of payments.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.payouts_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('planned', 'sent'),
        ('sent', 'confirmed'),
        ('sent', 'returned'),
        ('returned', 'sent')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payouts_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.payouts_status_transition() IS 'Refuses changes of payouts.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.sellers_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('applied', 'verified'),
        ('applied', 'left'),
        ('verified', 'suspended'),
        ('verified', 'left'),
        ('suspended', 'verified'),
        ('suspended', 'left')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sellers_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.sellers_status_transition() IS 'Refuses changes of sellers.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION market.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION market.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER addresses_set_updated_at BEFORE UPDATE ON market.addresses FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER bookings_set_updated_at BEFORE UPDATE ON market.bookings FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER bookings_status_transition BEFORE UPDATE ON market.bookings FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.bookings_status_transition();

CREATE TRIGGER categories_set_updated_at BEFORE UPDATE ON market.categories FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER category_listings_set_updated_at BEFORE UPDATE ON market.category_listings FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER country_rates_set_updated_at BEFORE UPDATE ON market.country_rates FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER customers_set_updated_at BEFORE UPDATE ON market.customers FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER listing_photos_set_updated_at BEFORE UPDATE ON market.listing_photos FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER listings_reviews_sync_guard BEFORE INSERT OR UPDATE OF review_count, rating_sum ON market.listings FOR EACH ROW EXECUTE FUNCTION market.listings_reviews_sync_guard();
CREATE TRIGGER listings_set_updated_at BEFORE UPDATE ON market.listings FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER listings_status_transition BEFORE UPDATE ON market.listings FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.listings_status_transition();

CREATE TRIGGER messages_set_updated_at BEFORE UPDATE ON market.messages FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER order_lines_set_updated_at BEFORE UPDATE ON market.order_lines FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER orders_set_updated_at BEFORE UPDATE ON market.orders FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER orders_status_transition BEFORE UPDATE ON market.orders FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.orders_status_transition();

CREATE TRIGGER payments_set_updated_at BEFORE UPDATE ON market.payments FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER payments_status_transition BEFORE UPDATE ON market.payments FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.payments_status_transition();

CREATE TRIGGER payouts_set_updated_at BEFORE UPDATE ON market.payouts FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER payouts_status_transition BEFORE UPDATE ON market.payouts FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.payouts_status_transition();

CREATE TRIGGER resources_set_updated_at BEFORE UPDATE ON market.resources FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER listings_reviews_sync_delete AFTER DELETE ON market.reviews REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION market.listings_reviews_sync();
CREATE TRIGGER listings_reviews_sync_insert AFTER INSERT ON market.reviews REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION market.listings_reviews_sync();
CREATE TRIGGER listings_reviews_sync_truncate AFTER TRUNCATE ON market.reviews FOR EACH STATEMENT EXECUTE FUNCTION market.listings_reviews_sync();
CREATE TRIGGER listings_reviews_sync_update AFTER UPDATE ON market.reviews REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION market.listings_reviews_sync();
CREATE TRIGGER reviews_set_updated_at BEFORE UPDATE ON market.reviews FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER sellers_set_updated_at BEFORE UPDATE ON market.sellers FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
CREATE TRIGGER sellers_status_transition BEFORE UPDATE ON market.sellers FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION market.sellers_status_transition();

CREATE TRIGGER tenants_set_updated_at BEFORE UPDATE ON market.tenants FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();

CREATE TRIGGER variants_set_updated_at BEFORE UPDATE ON market.variants FOR EACH ROW EXECUTE FUNCTION market.set_updated_at();
