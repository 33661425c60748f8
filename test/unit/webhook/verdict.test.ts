import { matchesAny, usableSecrets } from '../../../core/webhook/signature';

it('rejects a digest of another length without throwing', () => {
	const expected = Buffer.from('aabbcc', 'hex');
	expect(matchesAny(expected, ['', 'aabb', 'aabbccdd', 'no hex'])).toBe(false);
	expect(matchesAny(expected, ['aabb', 'aabbcc'])).toBe(true);
});

it.each([undefined, null, 7, '', ' \t'])('verifies nothing with the secret %j', (value) => {
	expect(usableSecrets([{ label: 'current', value: value as string }])).toEqual([]);
});
