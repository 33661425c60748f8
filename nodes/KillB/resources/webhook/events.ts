import { choices, required } from '../../../shared/operation';

/** The event types of a webhook (killb.md 4.1). */
const EVENT_CHOICES = [
	{ name: 'Account', value: 'ACCOUNT', description: 'A bank account or wallet' },
	{ name: 'Custodial Account', value: 'CUSTODIAL_ACCOUNT' },
	{ name: 'Payout', value: 'PAYOUT' },
	{ name: 'Ramp', value: 'RAMP', description: 'An exchange between fiat and stablecoin' },
	{ name: 'Transaction', value: 'TRANSACTION' },
	{ name: 'User', value: 'USER', description: 'An end user, including KYC' },
] as const;

export const events = required(
	choices({
		displayName: 'Events',
		description: 'What KillB reports to the address; nothing else is sent',
		options: EVENT_CHOICES,
	}),
);
