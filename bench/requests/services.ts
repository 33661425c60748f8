/** The sandbox's initial services. */
const SEEDED = { first: 5001, count: 30 };

/** Returns the given number of KernelHost service IDs; there are fewer services, so IDs repeat. */
export function serviceIds(count: number): number[] {
	return Array.from({ length: count }, (_, index) => SEEDED.first + (index % SEEDED.count));
}
