import { simulate } from './simulate';

/** Finishes the ramp (`COMPLETED`) and makes KillB send the events (killb.md section 9). */
export const simulateCashOut = simulate('cash-out', {
	name: 'Simulate Cash-Out',
	action: 'Simulate cash out',
	description:
		'Pretend that the money of a ramp was paid out, which completes it and sends the events. Works in the sandbox only.',
});
