import * as fc from 'fast-check';
import { acceptedSecrets, namesSecret, retiredSecrets } from '../../../core/webhook/secrets';
import { usableSecrets } from '../../../core/webhook/verdict';

const UNTIL = '2026-01-02T03:04:05.000Z';
const end = Date.parse(UNTIL);
const fields = {
	webhookSecret: 'new',
	previousWebhookSecret: 'old',
	previousWebhookSecretUntil: UNTIL,
};
const current = { label: 'current', value: 'new' };
const previous = { label: 'previous', value: 'old' };

it('accepts the previous secret until its time, and not a millisecond longer', () => {
	fc.assert(
		fc.property(fc.integer({ min: -5_000_000, max: 5_000_000 }), (distance) => {
			const before = distance < 0;
			const now = end + distance;
			expect(acceptedSecrets(fields, now)).toEqual(before ? [current, previous] : [current]);
			expect(retiredSecrets(fields, now)).toEqual(before ? [] : [previous]);
		}),
	);
	expect(acceptedSecrets(fields, end - 1)).toEqual([current, previous]);
	expect(acceptedSecrets(fields, end)).toEqual([current]);
});

it('means the clocks of the workflow by a time without a zone', () => {
	const local = { ...fields, previousWebhookSecretUntil: '2026-01-02T03:04:05' };
	const inBogota = end + 5 * 3_600_000;
	expect(acceptedSecrets(local, inBogota - 1, undefined, 'America/Bogota')).toContainEqual(
		previous,
	);
	expect(acceptedSecrets(local, inBogota, undefined, 'America/Bogota')).toEqual([current]);
	expect(acceptedSecrets(local, end, undefined, 'UTC')).toEqual([current]);
});

it.each([undefined, null, '', 'soon 2099', '01/02/2099', '2099-02-31', 9e15, Infinity, true, {}])(
	'accepts no previous secret with %j for a time',
	(previousWebhookSecretUntil) => {
		const unreadable = { ...fields, previousWebhookSecretUntil };
		expect(acceptedSecrets(unreadable, 0)).toEqual([current]);
		expect(retiredSecrets(unreadable, 0)).toEqual([previous]);
	},
);

it.each(['', ' \t', undefined, null, 7])('takes %j for no secret', (blank) => {
	const noPrevious = { ...fields, previousWebhookSecret: blank };
	expect(acceptedSecrets(noPrevious, 0)).toEqual([current]);
	expect(retiredSecrets(noPrevious, end)).toEqual([]);
	const noCurrent = { ...fields, webhookSecret: blank };
	expect(namesSecret(noCurrent)).toBe(false);
	expect(acceptedSecrets(noCurrent, 0)).toEqual([previous]);
	expect(acceptedSecrets({ webhookSecret: blank }, 0)).toEqual([]);
});

it('takes the derived secret where the credential names none, and only there', () => {
	expect(namesSecret(fields)).toBe(true);
	expect(acceptedSecrets(fields, end, 'derived')).toEqual([current]);
	expect(acceptedSecrets({ ...fields, webhookSecret: ' ' }, 0, 'derived')).toEqual([
		{ label: 'current', value: 'derived' },
		previous,
	]);
});

it('never lets a blank secret verify anything, whatever the credential holds', () => {
	const anything = fc.oneof(fc.string(), fc.constantFrom('', ' ', null, undefined, 0, {}));
	fc.assert(
		fc.property(anything, anything, anything, (webhookSecret, old, until) => {
			const odd = {
				...{ webhookSecret, previousWebhookSecret: old },
				previousWebhookSecretUntil: until,
			};
			const accepted = acceptedSecrets(odd, 0);
			expect(usableSecrets(accepted)).toEqual(accepted);
		}),
	);
});
