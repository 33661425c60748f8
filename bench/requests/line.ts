/** A straight line: the fixed cost, and the cost of each item. */
export interface Line {
	fixed: number;
	each: number;
}

/**
 * Fits a line by relative least squares: it minimizes the squares of (line − y) / y, so that points
 * with a small y count as much as those with a large y.
 * @param points at least two with different x; no y is 0
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

/** Returns the largest relative distance of a point from the line. */
export function largestDeviation(
	{ fixed, each }: Line,
	points: ReadonlyArray<{ x: number; y: number }>,
): number {
	return Math.max(...points.map(({ x, y }) => Math.abs(y / (fixed + each * x) - 1)));
}
