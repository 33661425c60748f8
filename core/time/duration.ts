const UNITS = [
	{ name: 'hour', ms: 3_600_000 },
	{ name: 'minute', ms: 60_000 },
	{ name: 'second', ms: 1000 },
] as const;

/**
 * A length of time in words, in its two largest units: "2 hours 5 minutes", "12 seconds".
 * @param milliseconds rounded to whole seconds
 */
export function duration(milliseconds: number): string {
	let rest = Math.round(milliseconds / 1000) * 1000;
	const parts: string[] = [];
	for (const { name, ms } of UNITS) {
		const count = Math.floor(rest / ms);
		rest -= count * ms;
		if (count > 0) parts.push(`${count} ${name}${count === 1 ? '' : 's'}`);
	}
	return parts.length === 0 ? '0 seconds' : parts.slice(0, 2).join(' ');
}
