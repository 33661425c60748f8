/**
 * A customer has one webhook, and no id tells it (killb.md 4.1); an error about an ID would lead
 * astray.
 */
export const NO_WEBHOOK = {
	404: 'KillB has no webhook for this customer account. Webhook › Create makes one.',
};

/**
 * What a second Create does is not documented (killb.md 4.1); 409 is KillB's general "already
 * exists".
 */
export const WEBHOOK_EXISTS = {
	409: 'A KillB customer account has one webhook, and there is one already: perhaps another workflow needs it. Webhook › Get shows it, and Webhook › Update changes it.',
};
