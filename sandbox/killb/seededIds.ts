/** The records that exist from the start, so that an event, an example or a test can name them. */
export const CUSTOMER_ID = '8a1d8e6c-3f0b-4f57-9d43-5a4b0c1e2f30';
/** A verified person. */
export const SEEDED_USER_ID = '5b2f7f0e-6c1d-4a3b-8e9f-0a1b2c3d4e5f';
/** That person's Colombian bank account (PSE). */
export const SEEDED_ACCOUNT_ID = 'c1a9e3b7-52d4-4f60-8b1e-9d7c6a5f4e32';
/** That person's USDC wallet on Polygon. */
export const SEEDED_WALLET_ID = 'd2bafc48-63e5-4a71-9c2f-ae8d7b605f43';
/** The customer's pre-funded COP balance, from which payouts are paid. */
export const SEEDED_PREFUND_ID = 'e3cb0d59-74f6-4b82-8d30-bf9e8c716054';
/** That person's savings account, which holds 250.75 US dollars. */
export const SEEDED_SAVINGS_ID = '05ed2f7b-9618-4da4-8f52-d1b0ae938276';
/** That person's virtual account for USDC on Polygon, which holds 1,000. */
export const SEEDED_VIRTUAL_ACCOUNT_ID = '16fe308c-a729-4eb5-9063-e2c1bfa49387';
/** The customer's pre-funded USDC balance on Polygon. */
export const SEEDED_USDC_PREFUND_ID = 'f4dc1e6a-8507-4c93-9e41-c0af9d827165';
