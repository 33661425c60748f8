/** Amounts are counted in whole cents, so that no sum is ever rounded. */
export function toCents(amount: string): number {
	const [units = '0', cents = '00'] = amount.split('.');
	return Number(units) * 100 + Number(cents.padEnd(2, '0'));
}

export function fromCents(cents: number): string {
	return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
