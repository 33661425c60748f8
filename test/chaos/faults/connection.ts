import type { ChaosFault } from '../fault';

/** Connections that break, answers that are late, and a service that is down. */
export const CONNECTION: ChaosFault[] = [
	{ name: 'broken before reading', meaning: 'unknown', at: () => ({ kind: 'resetUnread' }) },
	{ name: 'broken after reading', meaning: 'unknown', at: () => ({ kind: 'reset' }) },
	{ name: 'broken after committing', meaning: 'unknown', at: () => ({ kind: 'lostAnswer' }) },
	{ name: 'answer cut in the middle', meaning: 'unknown', at: () => ({ kind: 'cutAnswer' }) },
	{ name: 'late answer', meaning: 'none', at: () => ({ kind: 'delay', delayMs: 1500 }) },
	{
		name: 'connection refused',
		meaning: 'notExecuted',
		begin: async ({ front }) => {
			await front.refuse();
			setTimeout(() => void front.accept(), 700);
		},
	},
];
