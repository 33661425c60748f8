import { matchesAny, usableSecrets } from '../../../core/webhook/signature';

it('does not match, and does not throw at, a digest of another length', () => {
	const expected = Buffer.from('aabbcc', 'hex');
	expect(matchesAny(expected, ['', 'aabb', 'aabbccdd', 'no hex'])).toBe(false);
	expect(matchesAny(expected, ['aabb', 'aabbcc'])).toBe(true);
});

it.each([undefined, null, 7, '', ' \t'])('can verify nothing with the secret %j', (value) => {
	expect(usableSecrets([{ label: 'current', value: value as string }])).toEqual([]);
});
