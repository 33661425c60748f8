import { largestDeviation, nearestLine } from '../../../bench/requests/line';

const sizes = [10, 100, 1000, 10_000];
const points = (cost: (x: number) => number) => sizes.map((x) => ({ x, y: cost(x) }));

describe('the line fitted to the measurements', () => {
	it('is the line itself if all points lie on one', () => {
		const measured = points((x) => 30 + 4 * x);
		const line = nearestLine(measured);
		expect(line.fixed).toBeCloseTo(30, 6);
		expect(line.each).toBeCloseTo(4, 9);
		expect(largestDeviation(line, measured)).toBeCloseTo(0, 9);
	});

	it('gives small and large points equal weight', () => {
		const measured = points((x) => 30 + 4 * x);
		const bent = measured.map(({ x, y }) => ({ x, y: x === 10 ? y * 1.2 : y }));
		const deviation = largestDeviation(nearestLine(bent), bent);
		expect(deviation).toBeGreaterThan(0.01);
		expect(deviation).toBeLessThan(0.2);
	});

	it.each([
		['grows quadratically', (x: number) => 4 * x + x * x * 0.0004],
		['grows like n log n', (x: number) => x * Math.log2(x)],
		['grows like the square root', (x: number) => 100 * Math.sqrt(x)],
	])('deviates by more than a tenth from a cost that %s', (_, cost) => {
		const measured = points(cost);
		expect(largestDeviation(nearestLine(measured), measured)).toBeGreaterThan(0.1);
	});
});
