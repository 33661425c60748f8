import { simulate } from './simulate';

/** Finishes the ramp (`COMPLETED`) and makes KillB send the events (killb.md 9). */
export const simulateCashOut = simulate('cash-out', {
	name: 'Simulate Cash-Out',
	action: 'Simulate cash out',
	description:
		'Simulate a ramp’s payout, which completes the ramp and sends its events (sandbox only)',
});
