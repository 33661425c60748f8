import { simulate } from './simulate';

/** Completes the payment step and advances the ramp (killb.md 9). */
export const simulateCashIn = simulate('cash-in', {
	name: 'Simulate Cash-In',
	action: 'Simulate cash in',
	description: 'Simulate a ramp’s incoming payment, so that the ramp continues (sandbox only)',
});
