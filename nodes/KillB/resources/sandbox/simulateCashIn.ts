import { simulate } from './simulate';

/** Completes the payment step and advances the ramp (killb.md 9). */
export const simulateCashIn = simulate('cash-in', {
	name: 'Simulate Cash-In',
	action: 'Simulate cash in',
	description:
		'Pretend that the money of a ramp has come in, so that it goes on. Works in the sandbox only.',
});
