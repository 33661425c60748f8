/** A straight line: what is fixed, and what each further one costs. */
export interface Line {
	fixed: number;
	each: number;
}

/**
 * The line that is nearest to points in proportion: the squares of (line − y) / y are as small as
 * can be, so that a point of a small y counts as much as one of a large y.
 * @param points at least two, of different x; no y is 0
 */
export function nearestLine(points: ReadonlyArray<{ x: number; y: number }>): Line {
	// Least squares of fixed * a + each * b = 1 with a = 1 / y and b = x / y.
	let [aa, ab, bb, a1, b1] = [0, 0, 0, 0, 0];
	for (const { x, y } of points) {
		const [a, b] = [1 / y, x / y];
		aa += a * a;
		ab += a * b;
		bb += b * b;
		a1 += a;
		b1 += b;
	}
	const determinant = aa * bb - ab * ab;
	return {
		fixed: (a1 * bb - b1 * ab) / determinant,
		each: (b1 * aa - a1 * ab) / determinant,
	};
}

/** How far the farthest point is from the line, as a part of the line's own value there. */
export function largestDeviation(
	{ fixed, each }: Line,
	points: ReadonlyArray<{ x: number; y: number }>,
): number {
	return Math.max(...points.map(({ x, y }) => Math.abs(y / (fixed + each * x) - 1)));
}
