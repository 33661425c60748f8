/** The statuses of a user in events (killb.md 4.2). */
export const USER_STATUSES = {
	ACTIVE: { name: 'Active', description: 'KYC is done: the user may transact' },
	PENDING: { name: 'Pending', description: 'KYC is not done yet' },
	REJECTED: { name: 'Rejected', description: 'KYC failed' },
	SUSPENDED: {
		name: 'Suspended',
		description: 'Named on the page of KillB about webhooks only, not in its API',
	},
} as const;
