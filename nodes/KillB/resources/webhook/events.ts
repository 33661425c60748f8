import { choices, required } from '../../../shared/operation';

/** The event types of a webhook (killb.md 4.1). */
const EVENT_CHOICES = [
	{ name: 'Account', value: 'ACCOUNT', description: 'Bank account or wallet' },
	{ name: 'Custodial Account', value: 'CUSTODIAL_ACCOUNT' },
	{ name: 'Payout', value: 'PAYOUT' },
	{ name: 'Ramp', value: 'RAMP', description: 'Exchange between fiat and stablecoin' },
	{ name: 'Transaction', value: 'TRANSACTION' },
	{ name: 'User', value: 'USER', description: 'End user, including KYC' },
] as const;

export const events = required(
	choices({
		displayName: 'Events',
		description: 'Events that KillB sends to the URL',
		options: EVENT_CHOICES,
	}),
);
