-- ledger: the complete schema.
-- Made by pgwright from the requirements; PostgreSQL 18.

-- Schemas

CREATE SCHEMA ledger;
COMMENT ON SCHEMA ledger IS 'Double-entry books of a payments company';

-- Extensions

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- Types

CREATE TYPE ledger.account_status AS ENUM ('active', 'frozen', 'closed');
COMMENT ON TYPE ledger.account_status IS 'Steps of accounts.status, in order of life';

CREATE TYPE ledger.accounting_period_status AS ENUM ('open', 'closing', 'closed');
COMMENT ON TYPE ledger.accounting_period_status IS 'Steps of accounting_periods.status, in order of life';

CREATE TYPE ledger.transaction_kind AS ENUM (
    'payment',
    'fee',
    'refund',
    'transfer',
    'correction',
    'revaluation'
);
COMMENT ON TYPE ledger.transaction_kind IS 'Values of transactions.kind';

-- Tables

CREATE TABLE ledger.legal_entities (
    id           bigint      GENERATED ALWAYS AS IDENTITY,
    name         text        NOT NULL,
    registration text        NOT NULL,
    country      text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT legal_entities_pkey PRIMARY KEY (id),
    CONSTRAINT legal_entities_registration_key UNIQUE (registration),
    CONSTRAINT legal_entities_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT legal_entities_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT legal_entities_registration_check CHECK (char_length(registration) BETWEEN 1 AND 30)
);

COMMENT ON TABLE ledger.legal_entities IS 'A company whose books are kept';

CREATE TABLE ledger.accounting_periods (
    id              bigint                          GENERATED ALWAYS AS IDENTITY,
    legal_entity_id bigint                          NOT NULL,
    covers          daterange                       NOT NULL,
    status          ledger.accounting_period_status NOT NULL DEFAULT 'open',
    closed_at       timestamptz,
    created_at      timestamptz                     NOT NULL DEFAULT now(),
    updated_at      timestamptz                     NOT NULL DEFAULT now(),
    CONSTRAINT accounting_periods_pkey PRIMARY KEY (id),
    CONSTRAINT accounting_periods_periods_do_not_overlap_excl EXCLUDE USING gist (legal_entity_id WITH =, covers WITH &&),
    CONSTRAINT accounting_periods_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES ledger.legal_entities (id) ON DELETE RESTRICT,
    CONSTRAINT accounting_periods_closed_has_a_moment_check CHECK ((status = 'closed') = (closed_at is not null)),
    CONSTRAINT accounting_periods_covers_check CHECK (NOT isempty(covers))
);

COMMENT ON TABLE ledger.accounting_periods IS 'A span of days that is closed as a whole';
COMMENT ON COLUMN ledger.accounting_periods.legal_entity_id IS 'legal entity closes accounting period';

CREATE INDEX accounting_periods_legal_entity_id_idx ON ledger.accounting_periods (legal_entity_id);

CREATE TABLE ledger.currencies (
    code         text        NOT NULL,
    name         text        NOT NULL,
    minor_digits integer     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT currencies_pkey PRIMARY KEY (code),
    CONSTRAINT currencies_code_check CHECK (code ~ '^[A-Z]{3}$'),
    CONSTRAINT currencies_minor_digits_check CHECK (minor_digits BETWEEN 0 AND 4),
    CONSTRAINT currencies_name_check CHECK (char_length(name) BETWEEN 1 AND 60)
);

COMMENT ON TABLE ledger.currencies IS 'A currency that accounts can be kept in';

CREATE TABLE ledger.counterparties (
    id         uuid        NOT NULL DEFAULT uuidv7(),
    name       text        NOT NULL,
    country    text        NOT NULL,
    tax_number text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT counterparties_pkey PRIMARY KEY (id),
    CONSTRAINT counterparties_country_check CHECK (country ~ '^[A-Z]{2}$'),
    CONSTRAINT counterparties_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT counterparties_tax_number_check CHECK (char_length(tax_number) <= 24 AND tax_number <> '')
);

COMMENT ON TABLE ledger.counterparties IS 'A person or company that owns accounts or is paid';
COMMENT ON COLUMN ledger.counterparties.name IS 'Sensitive';
COMMENT ON COLUMN ledger.counterparties.tax_number IS 'Sensitive';

CREATE INDEX counterparties_created_at_idx ON ledger.counterparties (created_at);

CREATE TABLE ledger.accounts (
    id              bigint                GENERATED ALWAYS AS IDENTITY,
    legal_entity_id bigint                NOT NULL,
    currency_code   text                  NOT NULL,
    parent_id       bigint,
    owner_id        uuid,
    number          text                  NOT NULL,
    name            text                  NOT NULL,
    type            text                  NOT NULL,
    status          ledger.account_status NOT NULL DEFAULT 'active',
    created_at      timestamptz           NOT NULL DEFAULT now(),
    updated_at      timestamptz           NOT NULL DEFAULT now(),
    CONSTRAINT accounts_pkey PRIMARY KEY (id),
    CONSTRAINT accounts_legal_entity_id_number_key UNIQUE (legal_entity_id, number),
    CONSTRAINT accounts_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES ledger.currencies (code) ON DELETE RESTRICT,
    CONSTRAINT accounts_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES ledger.legal_entities (id) ON DELETE RESTRICT,
    CONSTRAINT accounts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES ledger.counterparties (id) ON DELETE RESTRICT,
    CONSTRAINT accounts_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES ledger.accounts (id) ON DELETE RESTRICT,
    CONSTRAINT accounts_name_check CHECK (char_length(name) BETWEEN 1 AND 160),
    CONSTRAINT accounts_number_check CHECK (char_length(number) BETWEEN 1 AND 24),
    CONSTRAINT accounts_type_check CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense'))
);

COMMENT ON TABLE ledger.accounts IS 'Where amounts are kept apart; in a chart that has accounts within accounts';
COMMENT ON COLUMN ledger.accounts.legal_entity_id IS 'legal entity keeps account';
COMMENT ON COLUMN ledger.accounts.currency_code IS 'currency is kept in account';
COMMENT ON COLUMN ledger.accounts.parent_id IS 'account contains account';
COMMENT ON COLUMN ledger.accounts.owner_id IS 'counterparty owns account';

CREATE INDEX accounts_currency_code_idx ON ledger.accounts (currency_code);
CREATE INDEX accounts_owner_id_idx ON ledger.accounts (owner_id);
CREATE INDEX accounts_parent_id_idx ON ledger.accounts (parent_id);

CREATE TABLE ledger.transactions (
    id                   uuid                    NOT NULL DEFAULT uuidv7(),
    legal_entity_id      bigint                  NOT NULL,
    accounting_period_id bigint                  NOT NULL,
    reverses_id          uuid,
    idempotency_key      uuid                    NOT NULL,
    booked_at            timestamptz             NOT NULL DEFAULT now(),
    value_on             date                    NOT NULL,
    kind                 ledger.transaction_kind NOT NULL,
    text                 text                    NOT NULL,
    created_at           timestamptz             NOT NULL DEFAULT now(),
    CONSTRAINT transactions_pkey PRIMARY KEY (id),
    CONSTRAINT transactions_idempotency_key_key UNIQUE (idempotency_key),
    CONSTRAINT transactions_reverses_id_key UNIQUE (reverses_id),
    CONSTRAINT transactions_accounting_period_id_fkey FOREIGN KEY (accounting_period_id) REFERENCES ledger.accounting_periods (id) ON DELETE RESTRICT,
    CONSTRAINT transactions_legal_entity_id_fkey FOREIGN KEY (legal_entity_id) REFERENCES ledger.legal_entities (id) ON DELETE RESTRICT,
    CONSTRAINT transactions_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES ledger.transactions (id) ON DELETE RESTRICT,
    CONSTRAINT transactions_text_check CHECK (char_length(text) BETWEEN 1 AND 200)
);

COMMENT ON TABLE ledger.transactions IS 'A business event as one indivisible booking';
COMMENT ON COLUMN ledger.transactions.legal_entity_id IS 'legal entity books transaction';
COMMENT ON COLUMN ledger.transactions.accounting_period_id IS 'accounting period holds transaction';
COMMENT ON COLUMN ledger.transactions.reverses_id IS 'transaction is reversed by transaction';

CREATE INDEX transactions_accounting_period_id_idx ON ledger.transactions (accounting_period_id);
CREATE INDEX transactions_legal_entity_id_idx ON ledger.transactions (legal_entity_id);

CREATE TABLE ledger.approvals (
    id             bigint      GENERATED ALWAYS AS IDENTITY,
    transaction_id uuid        NOT NULL,
    actor          text        NOT NULL,
    decided_at     timestamptz NOT NULL DEFAULT now(),
    verdict        text        NOT NULL,
    remark         text,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT approvals_pkey PRIMARY KEY (id),
    CONSTRAINT approvals_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger.transactions (id) ON DELETE RESTRICT,
    CONSTRAINT approvals_actor_check CHECK (char_length(actor) BETWEEN 1 AND 120),
    CONSTRAINT approvals_remark_check CHECK (char_length(remark) <= 500),
    CONSTRAINT approvals_verdict_check CHECK (verdict IN ('approved', 'refused'))
);

COMMENT ON TABLE ledger.approvals IS 'Who has released a correction';
COMMENT ON COLUMN ledger.approvals.transaction_id IS 'transaction is released by approval';
COMMENT ON COLUMN ledger.approvals.actor IS 'Sensitive';

CREATE INDEX approvals_transaction_id_idx ON ledger.approvals (transaction_id);

CREATE TABLE ledger.bank_statements (
    id           bigint        GENERATED ALWAYS AS IDENTITY,
    account_id   bigint        NOT NULL,
    statement_on date          NOT NULL,
    opening      numeric(18,4) NOT NULL,
    closing      numeric(18,4) NOT NULL,
    file         text          NOT NULL,
    created_at   timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT bank_statements_pkey PRIMARY KEY (id),
    CONSTRAINT bank_statements_one_statement_per_day_key UNIQUE (account_id, statement_on),
    CONSTRAINT bank_statements_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.accounts (id) ON DELETE RESTRICT,
    CONSTRAINT bank_statements_file_check CHECK (file <> '')
);

COMMENT ON TABLE ledger.bank_statements IS 'What a bank says of one of its accounts for a day';
COMMENT ON COLUMN ledger.bank_statements.account_id IS 'account is confirmed by bank statement';

CREATE TABLE ledger.daily_balances (
    id               bigint        GENERATED ALWAYS AS IDENTITY,
    account_id       bigint        NOT NULL,
    day              date          NOT NULL,
    balance          numeric(16,4) NOT NULL,
    balance_currency text          NOT NULL,
    entries          bigint        NOT NULL,
    created_at       timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT daily_balances_pkey PRIMARY KEY (id),
    CONSTRAINT daily_balances_one_balance_per_day_key UNIQUE (account_id, day),
    CONSTRAINT daily_balances_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.accounts (id) ON DELETE RESTRICT,
    CONSTRAINT daily_balances_balance_currency_check CHECK (balance_currency ~ '^[A-Z]{3}$'),
    CONSTRAINT daily_balances_entries_check CHECK (entries >= 0)
);

COMMENT ON TABLE ledger.daily_balances IS 'What was on an account at the end of a day, as the nightly run found it';
COMMENT ON COLUMN ledger.daily_balances.account_id IS 'account stood at daily balance';
COMMENT ON COLUMN ledger.daily_balances.balance_currency IS 'ISO 4217 currency of balance';

CREATE TABLE ledger.documents (
    id         uuid        NOT NULL DEFAULT uuidv7(),
    file       text        NOT NULL,
    checksum   text        NOT NULL,
    media_type text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT documents_pkey PRIMARY KEY (id),
    CONSTRAINT documents_checksum_check CHECK (char_length(checksum) BETWEEN 1 AND 64 AND checksum ~ '^[0-9a-f]{64}$'),
    CONSTRAINT documents_file_check CHECK (file <> ''),
    CONSTRAINT documents_media_type_check CHECK (char_length(media_type) BETWEEN 1 AND 80)
);

COMMENT ON TABLE ledger.documents IS 'What proves a transaction';

CREATE TABLE ledger.entries (
    id              bigint        GENERATED ALWAYS AS IDENTITY,
    transaction_id  uuid          NOT NULL,
    account_id      bigint        NOT NULL,
    "position"      integer       NOT NULL,
    amount          numeric(16,4) NOT NULL,
    amount_currency text          NOT NULL,
    created_at      timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT entries_pkey PRIMARY KEY (id),
    CONSTRAINT entries_one_entry_per_position_key UNIQUE (transaction_id, "position"),
    CONSTRAINT entries_account_id_fkey FOREIGN KEY (account_id) REFERENCES ledger.accounts (id) ON DELETE RESTRICT,
    CONSTRAINT entries_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger.transactions (id) ON DELETE RESTRICT,
    CONSTRAINT entries_amount_currency_check CHECK (amount_currency ~ '^[A-Z]{3}$'),
    CONSTRAINT entries_entries_move_something_check CHECK (amount <> 0),
    CONSTRAINT entries_position_check CHECK ("position" BETWEEN 1 AND 1000)
);

COMMENT ON TABLE ledger.entries IS 'An amount on one account; positive is debit, negative is credit';
COMMENT ON COLUMN ledger.entries.transaction_id IS 'transaction consists of entry';
COMMENT ON COLUMN ledger.entries.account_id IS 'account is moved by entry';
COMMENT ON COLUMN ledger.entries.amount_currency IS 'ISO 4217 currency of amount';

CREATE INDEX entries_account_id_created_at_id_idx ON ledger.entries (account_id, created_at, id);

CREATE TABLE ledger.exchange_rates (
    id         bigint        GENERATED ALWAYS AS IDENTITY,
    base_code  text          NOT NULL,
    quote_code text          NOT NULL,
    valid_on   date          NOT NULL,
    rate       numeric(18,8) NOT NULL,
    source     text          NOT NULL,
    created_at timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT exchange_rates_pkey PRIMARY KEY (id),
    CONSTRAINT exchange_rates_one_rate_per_day_key UNIQUE (base_code, quote_code, valid_on),
    CONSTRAINT exchange_rates_base_code_fkey FOREIGN KEY (base_code) REFERENCES ledger.currencies (code) ON DELETE RESTRICT,
    CONSTRAINT exchange_rates_quote_code_fkey FOREIGN KEY (quote_code) REFERENCES ledger.currencies (code) ON DELETE RESTRICT,
    CONSTRAINT exchange_rates_rate_check CHECK (rate >= 0.00000001),
    CONSTRAINT exchange_rates_source_check CHECK (char_length(source) BETWEEN 1 AND 60)
);

COMMENT ON TABLE ledger.exchange_rates IS 'What one unit of a currency was worth in another on a day';
COMMENT ON COLUMN ledger.exchange_rates.base_code IS 'currency is priced by exchange rate';
COMMENT ON COLUMN ledger.exchange_rates.quote_code IS 'currency prices exchange rate';

CREATE INDEX exchange_rates_quote_code_idx ON ledger.exchange_rates (quote_code);

CREATE TABLE ledger.statement_lines (
    id                bigint        GENERATED ALWAYS AS IDENTITY,
    bank_statement_id bigint        NOT NULL,
    transaction_id    uuid,
    "position"        bigint        NOT NULL,
    amount            numeric(18,4) NOT NULL,
    booked_on         date          NOT NULL,
    reference         text          NOT NULL,
    matched_at        timestamptz,
    created_at        timestamptz   NOT NULL DEFAULT now(),
    updated_at        timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT statement_lines_pkey PRIMARY KEY (id),
    CONSTRAINT statement_lines_one_line_per_position_key UNIQUE (bank_statement_id, "position"),
    CONSTRAINT statement_lines_bank_statement_id_fkey FOREIGN KEY (bank_statement_id) REFERENCES ledger.bank_statements (id) ON DELETE CASCADE,
    CONSTRAINT statement_lines_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger.transactions (id) ON DELETE RESTRICT,
    CONSTRAINT statement_lines_position_check CHECK ("position" >= 1),
    CONSTRAINT statement_lines_reference_check CHECK (char_length(reference) BETWEEN 1 AND 140)
);

COMMENT ON TABLE ledger.statement_lines IS 'One movement on a bank statement, matched with a transaction in time';
COMMENT ON COLUMN ledger.statement_lines.bank_statement_id IS 'bank statement lists statement line';
COMMENT ON COLUMN ledger.statement_lines.transaction_id IS 'transaction explains statement line';

CREATE INDEX statement_lines_booked_on_id_without_matched_at_idx ON ledger.statement_lines (booked_on, id)
    WHERE matched_at IS NULL;
CREATE INDEX statement_lines_transaction_id_idx ON ledger.statement_lines (transaction_id);

CREATE TABLE ledger.transaction_documents (
    transaction_id uuid        NOT NULL,
    document_id    uuid        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT transaction_documents_pkey PRIMARY KEY (transaction_id, document_id),
    CONSTRAINT transaction_documents_document_id_fkey FOREIGN KEY (document_id) REFERENCES ledger.documents (id) ON DELETE RESTRICT,
    CONSTRAINT transaction_documents_transaction_id_fkey FOREIGN KEY (transaction_id) REFERENCES ledger.transactions (id) ON DELETE RESTRICT
);

COMMENT ON TABLE ledger.transaction_documents IS 'transaction is proven by document';

CREATE INDEX transaction_documents_document_id_transaction_id_idx ON ledger.transaction_documents (document_id, transaction_id);

-- Functions

CREATE OR REPLACE FUNCTION ledger.accounting_periods_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('open', 'closing'),
        ('closing', 'open'),
        ('closing', 'closed')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'accounting_periods_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION ledger.accounting_periods_status_transition() IS 'Refuses changes of accounting_periods.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION ledger.accounts_status_transition()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    -- a first value may be any; a value cannot be taken away, for what is unknown is on no list
    IF OLD.status IS NOT NULL AND ((OLD.status::text, NEW.status::text) IN (
        ('active', 'frozen'),
        ('active', 'closed'),
        ('frozen', 'active'),
        ('frozen', 'closed')
    )) IS NOT TRUE THEN
        RAISE EXCEPTION '%.%: % cannot become %',
            TG_TABLE_NAME, 'status', OLD.status, NEW.status
            USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_status_transition',
                TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
    END IF;
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION ledger.accounts_status_transition() IS 'Refuses changes of accounts.status that its lifecycle does not know';

CREATE OR REPLACE FUNCTION ledger.entries_balanced_sum()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
DECLARE
    changed record;
    wanted numeric;
    actual numeric;
BEGIN
    FOREACH changed IN ARRAY
        CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW] WHEN 'DELETE' THEN ARRAY[OLD] ELSE ARRAY[OLD, NEW] END
    LOOP
        SELECT sum(member.amount) INTO actual
        FROM ledger.entries AS member
        WHERE member.transaction_id = changed.transaction_id AND member.amount_currency = changed.amount_currency;
        IF actual <> 0 THEN
            RAISE EXCEPTION 'amount of ledger.entries with transaction_id %, amount_currency % adds up to %, not %',
                changed.transaction_id, changed.amount_currency, actual, '0'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'entries_balanced_sum', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;
        END IF;
    END LOOP;
    RETURN NULL;
END
$function$;

COMMENT ON FUNCTION ledger.entries_balanced_sum() IS 'Keeps the rule balanced';

CREATE OR REPLACE FUNCTION ledger.set_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$function$;

COMMENT ON FUNCTION ledger.set_updated_at() IS 'Keeps updated_at';

-- Triggers and rules

CREATE TRIGGER accounting_periods_set_updated_at BEFORE UPDATE ON ledger.accounting_periods FOR EACH ROW EXECUTE FUNCTION ledger.set_updated_at();
CREATE TRIGGER accounting_periods_status_transition BEFORE UPDATE ON ledger.accounting_periods FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION ledger.accounting_periods_status_transition();

CREATE TRIGGER accounts_set_updated_at BEFORE UPDATE ON ledger.accounts FOR EACH ROW EXECUTE FUNCTION ledger.set_updated_at();
CREATE TRIGGER accounts_status_transition BEFORE UPDATE ON ledger.accounts FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status) EXECUTE FUNCTION ledger.accounts_status_transition();

CREATE TRIGGER counterparties_set_updated_at BEFORE UPDATE ON ledger.counterparties FOR EACH ROW EXECUTE FUNCTION ledger.set_updated_at();

CREATE CONSTRAINT TRIGGER entries_balanced_sum AFTER INSERT OR DELETE OR UPDATE OF amount, transaction_id, amount_currency ON ledger.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.entries_balanced_sum();

CREATE TRIGGER legal_entities_set_updated_at BEFORE UPDATE ON ledger.legal_entities FOR EACH ROW EXECUTE FUNCTION ledger.set_updated_at();

CREATE TRIGGER statement_lines_set_updated_at BEFORE UPDATE ON ledger.statement_lines FOR EACH ROW EXECUTE FUNCTION ledger.set_updated_at();
