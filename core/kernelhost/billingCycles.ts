import { isObject } from '../json';

/** What something costs, where the product says so. */
export interface Price {
	/** e.g. `9.99` */
	price?: string;
	/** e.g. `EUR` */
	currency?: string;
}

/** A billing cycle of a product. */
export interface BillingCycle extends Price {
	/** as sent in an order, e.g. `monthly` */
	name: string;
}

/**
 * Named assumption "a product's billing cycles": KernelHost documents neither where a product names
 * them nor their names (kernelhost.md 4.1). They are read from the first of these members that has
 * any: a list of names or of objects, or an object of prices by cycle.
 */
const MEMBERS = ['billing_cycles', 'billingCycles', 'cycles', 'prices', 'pricing'];

/** The members of an entry that may hold its name, its price, or the price's currency. */
const NAMES = ['billing_cycle', 'cycle', 'name', 'id', 'interval', 'period'];
const PRICES = ['price', 'amount', 'recurring', 'total', 'gross'];
const CURRENCIES = ['currency', 'currency_code'];

/** Members of prices that are not cycles. */
const NO_CYCLE = /setup|fee|currency|tax|prefix|suffix/i;

type Entry = Readonly<Record<string, unknown>>;

/**
 * Returns the billing cycles that a product names; none where it names none.
 * @param product a product of the list, or the answer to a request for one
 */
export function billingCyclesIn(product: unknown): BillingCycle[] {
	if (!isObject(product)) return [];
	for (const name of MEMBERS) {
		const cycles = cyclesOf(product[name]);
		if (cycles.length > 0) return cycles.map((cycle) => ({ ...currencyIn(product), ...cycle }));
	}
	// The product may be in an envelope, as lists may be (kernelhost.md 5).
	const inner = product.product ?? product.data;
	return inner === undefined ? [] : billingCyclesIn(inner);
}

/** Returns the price of an entry: of a product without cycles, or of one of its cycles. */
export function priceIn(entry: Entry): Price {
	const price = PRICES.map((name) => amountOf(entry[name])).find(Boolean);
	return { ...(price === undefined ? {} : { price }), ...currencyIn(entry) };
}

function cyclesOf(member: unknown): BillingCycle[] {
	if (Array.isArray(member)) return member.flatMap(cycleOf);
	if (!isObject(member)) return [];
	return Object.entries(member)
		.filter(([name]) => !NO_CYCLE.test(name))
		.map(([name, value]) => ({ name, ...priceIn(isObject(value) ? value : { price: value }) }))
		.filter(({ price }) => price !== undefined);
}

function cycleOf(entry: unknown): BillingCycle[] {
	if (typeof entry === 'string') return entry.trim() === '' ? [] : [{ name: entry.trim() }];
	if (!isObject(entry)) return [];
	const name = NAMES.map((member) => entry[member]).find((value) => typeof value === 'string');
	return name === undefined ? [] : [{ name: String(name), ...priceIn(entry) }];
}

function currencyIn(entry: Entry): Pick<Price, 'currency'> {
	const currency = CURRENCIES.map((name) => entry[name]).find((value) => typeof value === 'string');
	return currency === undefined ? {} : { currency: String(currency) };
}

/** Returns an amount; undefined for anything else, and for a negative one: that marks no offer. */
function amountOf(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	return text !== '' && Number(text) >= 0 ? text : undefined;
}
