import type { IDataObject } from 'n8n-workflow';
import {
	type BillingCycle,
	billingCyclesIn,
	priceIn,
} from '../../../core/kernelhost/billingCycles';
import { isObject } from '../../../core/json';
import type { Shown } from '../../shared/fields/searchableList';

/**
 * Named assumption "usual names": KernelHost documents no fields of its products, services and
 * invoices (kernelhost.md 4.1), so the lists show the first of these that an entry has. A list
 * shows the ID in any case.
 */
const NAMES = {
	title: ['name', 'title', 'label'],
	host: ['hostname', 'host', 'domain', 'name', 'label'],
	addresses: ['ip_addresses', 'ips', 'ip_address', 'primary_ip', 'ip', 'ipv4'],
	product: ['product_name', 'product', 'plan', 'name'],
	status: ['status', 'state'],
	number: ['number', 'invoice_number'],
	date: ['date', 'issued_at', 'issue_date', 'created_at'],
	amount: ['total', 'amount', 'price', 'gross'],
	currency: ['currency', 'currency_code'],
	cycle: ['billing_cycle', 'cycle', 'period', 'interval'],
};

/** Returns the first text or number under one of the names; of a list or object, the one inside. */
function textIn(entry: IDataObject, names: readonly string[]): string {
	for (const name of names) {
		const member = entry[name];
		const value: unknown = Array.isArray(member) ? member[0] : member;
		const text = isObject(value) ? value.name : value;
		if (typeof text === 'string' || typeof text === 'number') return String(text);
	}
	return '';
}

function joined(...words: string[]): string {
	return words.filter(Boolean).join(' ');
}

/** Returns the first price of a product with its cycle. n8n's list is too narrow for all of them. */
function priceOf(product: IDataObject): string {
	const priced = billingCyclesIn(product).filter(({ price }) => price !== undefined);
	const [first, ...others] = priced.map(priceWords);
	if (first !== undefined) return others.length > 0 ? `${first}, …` : first;
	const own = priceIn(product);
	return own.price === undefined ? '' : priceWords({ name: textIn(product, NAMES.cycle), ...own });
}

function priceWords({ name, price = '', currency = '' }: BillingCycle): string {
	return joined(price, currency, name);
}

/** Shows name, first price and billing cycle. */
export function product(entry: IDataObject): Shown {
	return { id: entry.id, words: [textIn(entry, NAMES.title), priceOf(entry)] };
}

/** Shows host name, IP address, product and status. */
export function service(entry: IDataObject): Shown {
	const { host, addresses, product: products, status } = NAMES;
	const words = [host, addresses, products, status].map((names) => textIn(entry, names));
	return { id: entry.id, words: [...new Set(words)] };
}

/** Shows number, day, total and status. */
export function invoice(entry: IDataObject): Shown {
	const { number, date, amount, currency, status } = NAMES;
	return {
		id: entry.id,
		words: [
			textIn(entry, number),
			textIn(entry, date).slice(0, 10),
			joined(textIn(entry, amount), textIn(entry, currency)),
			textIn(entry, status),
		],
	};
}
