import { matchesAny } from '../../../core/webhook/verdict';

it('does not match, and does not throw at, a digest of another length', () => {
	const expected = Buffer.from('aabbcc', 'hex');
	expect(matchesAny(expected, ['', 'aabb', 'aabbccdd', 'no hex'])).toBe(false);
	expect(matchesAny(expected, ['aabb', 'aabbcc'])).toBe(true);
});
