import type { ChaosFault } from '../fault';

/** Connections that break, answers that are late, and a service that is not there. */
export const CONNECTION: ChaosFault[] = [
	{ name: 'broken before reading', meaning: 'open', at: () => ({ kind: 'resetUnread' }) },
	{ name: 'broken after reading', meaning: 'open', at: () => ({ kind: 'reset' }) },
	{ name: 'broken after committing', meaning: 'open', at: () => ({ kind: 'lostAnswer' }) },
	{ name: 'answer cut in the middle', meaning: 'open', at: () => ({ kind: 'cutAnswer' }) },
	{ name: 'late answer', meaning: 'none', at: () => ({ kind: 'delay', delayMs: 1500 }) },
	{
		name: 'connection refused',
		meaning: 'untaken',
		begin: async ({ front }) => {
			await front.refuse();
			setTimeout(() => void front.accept(), 700);
		},
	},
];
