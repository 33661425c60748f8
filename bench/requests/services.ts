/** What the sandbox has from its start. */
const SEEDED = { first: 5001, count: 30 };

/** So many ids of KernelHost services; there are fewer, so that each comes up again and again. */
export function serviceIds(count: number): number[] {
	return Array.from({ length: count }, (_, index) => SEEDED.first + (index % SEEDED.count));
}
