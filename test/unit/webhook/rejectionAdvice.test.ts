import { explainRejection } from '../../../nodes/shared/trigger/rejection';

const secret = 'whsec_do_not_print ';

it('says what to check without the secret', () => {
	const text = explainRejection({
		rejection: { reason: 'signature_mismatch' },
		header: 'kh-signature',
		secrets: [{ label: 'current', value: secret }],
	});
	expect(text).toContain('does not match the body');
	expect(text).toContain('kh-signature');
	expect(text).toContain('starts or ends with white space');
	expect(text).not.toContain(secret.trim());
});

it('states the clock difference in words', () => {
	const explain = (ageSeconds: number, reason: 'timestamp_too_old' | 'timestamp_in_future') =>
		explainRejection({ rejection: { reason, ageSeconds } });
	expect(explain(412, 'timestamp_too_old')).toContain('412 s behind this server');
	expect(explain(-412, 'timestamp_in_future')).toContain('412 s ahead of this server');
});

it('lists the received header names, up to a limit', () => {
	const headerNames = Array.from({ length: 500 }, (_, n) => `x-${n}-${'a'.repeat(500)}`);
	const text = explainRejection({ rejection: { reason: 'no_signature_header' }, headerNames });
	expect(text).toContain('x-0-aaa');
	expect(text.length).toBeLessThan(3000);
});

it('says that publishing registers the generated secret if the credential has none', () => {
	const explain = (reason: 'signature_mismatch' | 'malformed_header', isUnnamed: boolean) =>
		explainRejection({ rejection: { reason }, isUnnamed });
	expect(explain('signature_mismatch', true)).toContain('Publish the workflow again');
	expect(explain('signature_mismatch', false)).not.toContain('ublish');
	expect(explain('malformed_header', true)).not.toContain('ublish');
});

it('says that the previous secret was used after its expiry', () => {
	const text = explainRejection({ rejection: { reason: 'retired_secret' } });
	expect(text).toContain('signed with the previous webhook secret');
});

it('states the largest body', () => {
	expect(explainRejection({ rejection: { reason: 'body_too_large' } })).toBe(
		'its body is larger than 16 MiB.',
	);
});

it('says why no secret could be derived', () => {
	const detail = 'The Email of the KillB credential is not a valid email address.';
	const text = explainRejection({ rejection: { reason: 'no_secret' }, detail });
	expect(text).toMatch(/Reason: The Email of the KillB credential is not a valid email address\.$/);
});
