import { explainRefusal } from '../../../nodes/shared/trigger/refusalAdvice';

const secret = 'whsec_do_not_print ';

it('says what to check without the secret', () => {
	const text = explainRefusal({
		refusal: { reason: 'signature_mismatch' },
		header: 'kh-signature',
		secrets: [{ label: 'current', value: secret }],
	});
	expect(text).toContain('does not match the body');
	expect(text).toContain('kh-signature');
	expect(text).toContain('begins or ends with white space');
	expect(text).not.toContain(secret.trim());
});

it('gives the clock difference in words', () => {
	const explain = (ageSeconds: number, reason: 'timestamp_too_old' | 'timestamp_in_future') =>
		explainRefusal({ refusal: { reason, ageSeconds } });
	expect(explain(412, 'timestamp_too_old')).toContain('412 s behind this server');
	expect(explain(-412, 'timestamp_in_future')).toContain('412 s ahead of this server');
});

it('lists the names of the headers that came, and no more than a sender may fill the log with', () => {
	const headerNames = Array.from({ length: 500 }, (_, n) => `x-${n}-${'a'.repeat(500)}`);
	const text = explainRefusal({ refusal: { reason: 'no_signature_header' }, headerNames });
	expect(text).toContain('x-0-aaa');
	expect(text.length).toBeLessThan(3000);
});

it('tells of a changed login only where the secret was made from it', () => {
	const explain = (isDerived: boolean) =>
		explainRefusal({ refusal: { reason: 'signature_mismatch' }, isDerived });
	expect(explain(true)).toContain('Password was changed, publish the workflow again');
	expect(explain(false)).not.toContain('Password');
	expect(
		explainRefusal({ refusal: { reason: 'malformed_header' }, isDerived: true }),
	).not.toContain('Password');
});

it('tells that the previous secret signed it after its time', () => {
	const text = explainRefusal({ refusal: { reason: 'signature_mismatch' }, isRetired: true });
	expect(text).toContain('signed with the previous webhook secret');
});

it('says why no secret could be made', () => {
	const detail = 'The Email of the KillB credential is not an e-mail address.';
	const text = explainRefusal({ refusal: { reason: 'no_secret' }, detail });
	expect(text).toMatch(/Reason: The Email of the KillB credential is not an e-mail address\.$/);
});
