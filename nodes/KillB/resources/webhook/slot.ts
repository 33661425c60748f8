/**
 * Advice for 404: a customer has one webhook without an ID (killb.md 4.1), so an error about an ID
 * would mislead.
 */
export const NO_WEBHOOK = {
	404: 'KillB has no webhook for this customer account. Create one with Webhook › Create.',
};

/**
 * Advice for 409, KillB's general "already exists": the effect of a second Create is not documented
 * (killb.md 4.1).
 */
export const WEBHOOK_EXISTS = {
	409: 'A KillB customer account can have one webhook, and this one already does. Another workflow may need it. See it with Webhook › Get, or change it with Webhook › Update.',
};
