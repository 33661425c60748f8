/** The settings of the form: the place of each in GET /control/settings, and its label. */
export const SETTINGS = [
	{
		name: 'KernelHost: limit of requests',
		fields: [
			{
				path: 'limits.kernelhost.enabled',
				kind: 'check',
				label: 'Refuse requests above the limit',
			},
			{ path: 'limits.kernelhost.perMinute', label: 'Requests a minute' },
			{ path: 'limits.kernelhost.burst', label: 'At once at most' },
		],
	},
	{
		name: 'KillB: limit of requests',
		fields: [
			{ path: 'limits.killb.enabled', kind: 'check', label: 'Refuse requests above the limit' },
			{ path: 'limits.killb.perSecond', label: 'Requests a second' },
			{ path: 'limits.killb.burst', label: 'At once at most' },
		],
	},
	{
		name: 'KernelHost: how long things take, in milliseconds',
		fields: [
			{ path: 'delays.orderTakesMs', label: 'An order is answered after' },
			{ path: 'delays.paidAfterMs', label: 'It is paid after' },
			{ path: 'delays.provisionedAfterMs', label: 'Its server is ready after' },
			{ path: 'delays.actionTakesMs', label: 'A reboot or another action takes' },
		],
	},
	{
		name: 'KillB: how long things take, in milliseconds',
		fields: [
			{
				path: 'killb.rampStepMs',
				label: 'From one state of a ramp to the next',
				hint: '0: a ramp stands still until it is moved, or until “Simulate Cash-In” in n8n.',
			},
			{ path: 'killb.payoutStepMs', label: 'From one state of a payout to the next' },
			{ path: 'killb.quotationLifetimeMs', label: 'A quotation is valid for' },
		],
	},
	{
		name: 'KernelHost: what pays for an order',
		fields: [
			{
				path: 'account.balance',
				kind: 'text',
				label: 'Credit balance in EUR',
				hint: 'Such as 12.50',
			},
			{
				path: 'account.card',
				label: 'Card',
				options: [
					['valid', 'is charged'],
					['none', 'there is none'],
					['declined', 'is declined'],
					['expired', 'has expired'],
				],
			},
		],
	},
	{
		name: 'Both',
		fields: [
			{
				path: 'deliveries.duplicates',
				label: 'How many times more each event is sent',
				hint: 'Services may send the same event twice; the workflow should do its work once.',
			},
			{
				path: 'clock.offsetSeconds',
				label: 'Seconds that their clock is ahead',
				hint: 'Below 0: behind.',
			},
		],
	},
];
