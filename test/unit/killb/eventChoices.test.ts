import { eventsToRegister, WEBHOOK_EVENTS } from '../../../core/killb/webhookEvents';
import { splitChoice } from '../../../core/webhook/event';
import { EVENT_CHOICES } from '../../../nodes/KillB/data/eventChoices';
import { PAYOUT_STATUSES, RAMP_STATUSES } from '../../../nodes/KillB/data/statuses';

const values = EVENT_CHOICES.map(({ value }) => String(value));
const statusesOf = (event: string) =>
	values
		.map(splitChoice)
		.filter(({ name, status }) => name === event && status !== undefined)
		.map(({ status }) => status);

it('keeps the values that workflows have saved', () => {
	expect(values).toEqual(expect.arrayContaining(['*', ...WEBHOOK_EVENTS]));
});

it('offers each choice once', () => {
	expect(new Set(values).size).toBe(values.length);
	expect(new Set(EVENT_CHOICES.map(({ action }) => action)).size).toBe(values.length);
});

it('offers all statuses of ramps and payouts that the action nodes know', () => {
	expect(statusesOf('RAMP')).toEqual(
		expect.arrayContaining(RAMP_STATUSES.all.map(({ value }) => value)),
	);
	expect(statusesOf('PAYOUT').sort()).toEqual(PAYOUT_STATUSES.all.map(({ value }) => value).sort());
	expect(statusesOf('USER')).toEqual(['ACTIVE', 'PENDING', 'REJECTED', 'SUSPENDED']);
});

it.each(['QUOTE_CREATED', 'PENDING_PAYMENT', 'PROCESSING'])(
	'says that only guides mention a ramp that is %s',
	(status) => {
		const choice = EVENT_CHOICES.find(({ value }) => value === `RAMP:${status}`);
		expect(choice?.description).toMatch(/guides/);
		expect(RAMP_STATUSES.all.map(({ value }) => value)).not.toContain(status);
	},
);

it.each(values.filter((value) => value !== '*'))('registers one event for %s', (value) => {
	expect(eventsToRegister([value])).toEqual([splitChoice(value).name]);
});

it('puts the steps of ramps and payouts last', () => {
	const names = EVENT_CHOICES.map(({ name }) => name);
	const firstStep = names.findIndex((name) => name.startsWith('Within '));
	expect(firstStep).toBeGreaterThan(20);
	expect(names.slice(firstStep).every((name) => name.startsWith('Within '))).toBe(true);
});

// The panel shows `action`, or else "On <name>" (n8n-editor-ui 2.41, `triggersCategory`).
it.each([
	['RAMP', 'On any change of a ramp'],
	['RAMP:COMPLETED', 'On ramp completed'],
	['RAMP:CASH_IN_COMPLETED', 'On ramp step: cash-in completed'],
	['PAYOUT:REVIEW_NEEDED', 'On payout review needed'],
	['PAYOUT:KYT_OUT_FAILED', 'On payout step: KYT out failed'],
	['USER:ACTIVE', 'On user active'],
	['ACCOUNT', 'On any change of an account'],
])('is in the node panel for %s: %s', (value, label) => {
	expect(EVENT_CHOICES.find((choice) => choice.value === value)?.action).toBe(label);
});
