import * as fc from 'fast-check';
import { secretsOf } from '../../../core/webhook/secrets';
import { usableSecrets } from '../../../core/webhook/signature';

const UNTIL = '2026-01-02T03:04:05.000Z';
const end = Date.parse(UNTIL);
const fields = {
	webhookSecret: 'new',
	previousWebhookSecret: 'old',
	previousWebhookSecretUntil: UNTIL,
};
const current = { label: 'current', value: 'new' };
const previous = { label: 'previous', value: 'old' };
const retired = { ...previous, isRetired: true };

it('accepts the previous secret until its expiry, and not a millisecond longer', () => {
	fc.assert(
		fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (distance) => {
			const before = distance < 0;
			const now = end + distance;
			expect(secretsOf(fields, now)).toEqual([current, before ? previous : retired]);
		}),
	);
	expect(secretsOf(fields, end - 1)).toEqual([current, previous]);
	expect(secretsOf(fields, end)).toEqual([current, retired]);
});

it('reads a time without a zone in the workflow’s time zone', () => {
	const local = { ...fields, previousWebhookSecretUntil: '2026-01-02T03:04:05' };
	const inBogota = end + 5 * 3_600_000;
	expect(secretsOf(local, inBogota - 1, [], 'America/Bogota')).toContainEqual(previous);
	expect(secretsOf(local, inBogota, [], 'America/Bogota')).toContainEqual(retired);
	expect(secretsOf(local, end, [], 'UTC')).toContainEqual(retired);
});

it.each([undefined, null, '', 'soon 2099', '01/02/2099', '2099-02-31', 9e15, Infinity, true, {}])(
	'accepts no previous secret with the expiry %j',
	(previousWebhookSecretUntil) => {
		const unreadable = { ...fields, previousWebhookSecretUntil };
		expect(secretsOf(unreadable, 0)).toEqual([current, retired]);
	},
);

it.each(['', ' \t', undefined, null, 7])('treats %j as no secret', (blank) => {
	const noPrevious = { ...fields, previousWebhookSecret: blank };
	expect(secretsOf(noPrevious, 0)).toEqual([current]);
	const noCurrent = { ...fields, webhookSecret: blank };
	expect(secretsOf(noCurrent, 0)).toEqual([previous]);
	expect(secretsOf({ webhookSecret: blank }, 0)).toEqual([]);
});

it('uses other secrets if the credential has none, and only then', () => {
	const generated = { label: 'current', value: 'generated' } as const;
	expect(secretsOf(fields, 0, [generated])).toEqual([current, previous]);
	expect(secretsOf({ ...fields, webhookSecret: ' ' }, 0, [generated])).toEqual([
		generated,
		previous,
	]);
});

it('never verifies with a blank secret, whatever the credential contains', () => {
	const anything = fc.oneof(fc.string(), fc.constantFrom('', ' ', null, undefined, 0, {}));
	fc.assert(
		fc.property(anything, anything, anything, (webhookSecret, old, until) => {
			const odd = {
				webhookSecret,
				previousWebhookSecret: old,
				previousWebhookSecretUntil: until,
			};
			const secrets = secretsOf(odd, 0);
			expect(usableSecrets(secrets)).toEqual(secrets);
		}),
	);
});
