import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../core/json';
import { ASSUMED, type VendorOverrides } from '../../core/kernelhost/overrides';
import { fileInAnswer } from '../../core/kernelhost/pdf';
import { invoice, product, service } from '../../nodes/KernelHost/lists/shown';
import { PAGE_SIZE } from '../../nodes/KernelHost/readList';
import { type Attempt, problemOf } from '../../nodes/shared/connection/attempt';
import { listIn } from '../../nodes/shared/operation/results';
import { failureOf, type LiveClient, statusOf } from './client';
import {
	type Finding,
	isFalse,
	isTrue,
	NO_SETTING,
	orderOf,
	override,
	type Result,
	undecidable,
} from './finding';
import { dateOf, resetOf } from './headers';
import { pagingOf } from './paging';

/** KernelHost rejects even the first request, so nothing can be checked. */
export class Unusable extends Error {}

const BY_WRITE =
	'only a write tells, and this check sends none; the first rejected one names the setting';

/**
 * Tries each assumption about KernelHost by reads.
 * @throws Unusable where no signature is accepted, or nothing is reached
 */
export async function checkKernelHost(client: LiveClient): Promise<Finding[]> {
	const signed = await signatureOf(client);
	const services = await client.read('/v1/services', { page: 1, limit: 1 });
	const products = await client.read('/v1/products');
	const invoices = await client.read('/v1/billing/invoices', { page: 1, limit: 1 });
	const first = entriesIn(services, 'services')[0] ?? {};
	const results: Record<string, Result> = {
		'Part of the path that KernelHost signs': signed.path,
		'Hex digits of the signature': signed.digits,
		'Signed query': queryOf(services),
		"Field with a service's action": undecidable(BY_WRITE),
		"Field with an order's configuration options": undecidable(BY_WRITE),
		'Field with the webhook URL, and the value that removes it': webhookOf(
			await client.read('/v1/webhooks'),
		),
		'Paging of services and invoices': await pagingOf(client, {
			path: '/v1/services',
			entriesIn: (attempt) => entriesIn(attempt, 'services'),
			usual: PAGE_SIZE,
		}),
		"Order of KernelHost's lists": await listOrderOf(client),
		"Envelope of KernelHost's lists": envelopesOf({ services, products, invoices }),
		"Names of KernelHost's fields in the lists of a form": namesOf({
			services: [entriesIn(services, 'services'), service],
			products: [entriesIn(products, 'products'), product],
			invoices: [entriesIn(invoices, 'invoices'), invoice],
		}),
		'Status of orders and services': statusesOf(await detailOf(client, services, first)),
		'PDF of an invoice': await pdfOf(client, entriesIn(invoices, 'invoices')[0]),
		"KernelHost's webhook header and payload": undecidable('only an event tells'),
		'A declined payment (402) under an idempotency key': undecidable('only a declined order tells'),
		'`X-RateLimit-Reset`': resetOf(signed.headers, signed.receivedAt),
		'Status of a success': successOf([services, products, invoices]),
		'Time of the server': dateOf('KernelHost', signed.headers, signed.receivedAt),
	};
	return Object.entries(results).map(([assumption, result]) => ({
		...{ service: 'KernelHost', assumption },
		...result,
	}));
}

/** The ways to sign, the assumed one first. */
const WAYS: Array<Partial<VendorOverrides>> = [
	{},
	{ signedPath: 'fullPath' },
	{ signatureDigits: 'upper' },
	{ signedPath: 'fullPath', signatureDigits: 'upper' },
];

interface Signature {
	path: Result;
	digits: Result;
	/** of the accepted answer */
	headers: Readonly<Record<string, string>>;
	/** when it came: Unix time in milliseconds */
	receivedAt: number;
}

/** Reads the account with each way to sign, until one is accepted; later requests use that. */
async function signatureOf(client: LiveClient): Promise<Signature> {
	let first: Attempt | undefined;
	for (const way of WAYS) {
		client.fields.vendorOverrides = JSON.stringify(way);
		const attempt = await client.read('/v1/me');
		first ??= attempt;
		const { answer, error } = attempt;
		if (answer) {
			return {
				path: verdictOf(way, 'signedPath'),
				digits: verdictOf(way, 'signatureDigits'),
				headers: answer.headers,
				receivedAt: Date.now(),
			};
		}
		const { reason } = problemOf(error);
		if (reason !== 'signature_mismatch' && reason !== 'bad_signature') break;
	}
	throw new Unusable(first ? failureOf(first) : 'no answer');
}

function verdictOf(
	way: Partial<VendorOverrides>,
	member: 'signedPath' | 'signatureDigits',
): Result {
	const value = way[member];
	return value === undefined
		? isTrue(`a signature with ${member} ${ASSUMED[member]} was accepted`)
		: isFalse(`only a signature with ${member} ${value} was accepted`, override(member, value));
}

function queryOf(services: Attempt): Result {
	if (services.answer) return isTrue('a signed request with a query was accepted');
	const isMismatch = problemOf(services.error).reason === 'signature_mismatch';
	return isMismatch
		? isFalse('a signed request without a query was accepted, one with a query not', NO_SETTING)
		: undecidable(failureOf(services));
}

function entriesIn({ answer }: Attempt, resource: string): IDataObject[] {
	return answer ? listIn(answer.body, resource) : [];
}

/** The polling trigger takes numeric IDs that rise for a list that begins with the oldest entry. */
async function listOrderOf(client: LiveClient): Promise<Result> {
	const attempt = await client.read('/v1/services', { page: 1, limit: PAGE_SIZE });
	if (!attempt.answer) return undecidable(failureOf(attempt));
	const ids = entriesIn(attempt, 'services').map(({ id }) => Number(id));
	if (ids.some(Number.isNaN)) return undecidable('the IDs are no numbers');
	return orderOf(ids, '500');
}

function envelopesOf(lists: Record<string, Attempt>): Result {
	const read = Object.entries(lists).filter(([, { answer }]) => answer);
	if (read.length === 0) return undecidable('no list could be read');
	const unread = read.filter(([name, { answer }]) => {
		const [only] = listIn(answer?.body, name);
		return only !== undefined && only === answer?.body;
	});
	const names = (some: typeof read) => some.map(([name]) => name).join(', ');
	return unread.length > 0
		? isFalse(`no list was found in the answer with the ${names(unread)}`, NO_SETTING)
		: isTrue(`the lists of ${names(read)} were found`);
}

type Show = typeof service;

function namesOf(lists: Record<string, [IDataObject[], Show]>): Result {
	const shown = Object.entries(lists).flatMap(([name, [[entry], show]]) =>
		entry ? [{ name, ...show(entry) }] : [],
	);
	if (shown.length === 0) return undecidable('the lists are empty');
	const unnamed = shown.filter(({ id }) => typeof id !== 'string' && typeof id !== 'number');
	if (unnamed.length > 0) {
		const names = unnamed.map(({ name }) => name).join(', ');
		return isFalse(`the entries of ${names} have no "id"`, 'enter the ID');
	}
	const bare = shown.filter(({ words }) => words.filter(Boolean).length === 0);
	return bare.length > 0
		? isFalse(
				`of ${bare.map(({ name }) => name).join(', ')} only the ID is recognised`,
				'none is needed: the lists show the ID',
			)
		: isTrue('ID and names were recognised');
}

/** A single service, which may say more than the list. */
async function detailOf(client: LiveClient, list: Attempt, { id }: IDataObject): Promise<Attempt> {
	if (typeof id !== 'string' && typeof id !== 'number') return list;
	return await client.read(`/v1/services/${encodeURIComponent(id)}`);
}

function statusesOf(attempt: Attempt): Result {
	const record = entriesIn(attempt, 'service')[0];
	if (!record || Array.isArray(attempt.answer?.body)) return undecidable('there is no service');
	const { statusField, powerField, finalStatuses } = ASSUMED;
	const [status, power] = [record[statusField], record[powerField]];
	if (typeof status !== 'string') {
		const likely = Object.keys(record).filter((name) => /status|state|condition/i.test(name));
		const value = likely.length === 1 ? likely[0] : undefined;
		return isFalse(`a service has no "${statusField}"`, override('statusField', value));
	}
	const known = new Set(Object.values(finalStatuses).flat());
	const unknown = [status, power]
		.filter((one): one is string => typeof one === 'string')
		.filter((one) => !known.has(one.toLowerCase()));
	// Not shown: a text of an unknown form may be anything.
	return unknown.length > 0
		? undecidable('a service has a status that is not known as the end of anything')
		: isTrue('a service has a status that is known; that of orders can’t be read without an order');
}

/** Reads the name of the member from the answer, which may differ from that of the request. */
function webhookOf(attempt: Attempt): Result {
	const { webhookUrlField: assumed, webhookEmptyValue: empty } = ASSUMED;
	if (!attempt.answer) return undecidable(failureOf(attempt));
	const { body } = attempt.answer;
	const record = isObject(body) && isObject(body.data) ? body.data : body;
	if (!isObject(record)) return undecidable('the answer has no member');
	const isAddress = (value: unknown) =>
		value === null || value === '' || (typeof value === 'string' && URL.canParse(value));
	if (!Object.hasOwn(record, assumed)) {
		const likely = Object.keys(record).filter((name) => isAddress(record[name]));
		const value = likely.length === 1 ? likely[0] : undefined;
		return isFalse(`the answer has no "${assumed}"`, override('webhookUrlField', value));
	}
	const value = record[assumed];
	if (value === '' && empty !== value) {
		return isFalse(
			'without a URL the answer has an empty text',
			override('webhookEmptyValue', value),
		);
	}
	return value === null
		? isTrue(`the answer has "${assumed}", and null without a URL`)
		: isTrue(`the answer has "${assumed}"; what removes the URL only a write tells`);
}

async function pdfOf(client: LiveClient, entry: IDataObject | undefined): Promise<Result> {
	const id = entry?.id;
	if (typeof id !== 'string' && typeof id !== 'number') return undecidable('there is no invoice');
	const path = `/v1/billing/invoices/${encodeURIComponent(id)}/pdf`;
	const attempt = await client.read(path, undefined, { file: true });
	if (!attempt.answer) return undecidable(failureOf(attempt));
	try {
		fileInAnswer(attempt.answer, 'invoice.pdf');
	} catch {
		return isFalse('the answer has no PDF in a known form', NO_SETTING);
	}
	return isTrue(attempt.answer.bytes ? 'it is the file itself' : 'it is inside JSON');
}

/** Reads tell it only for reads. */
export function successOf(attempts: readonly Attempt[]): Result {
	const statuses = attempts.filter(({ answer }) => answer).map((one) => statusOf(one));
	if (statuses.length === 0) return undecidable('no read succeeded');
	return isTrue(`reads were answered with ${[...new Set(statuses)].sort().join(' and ')}`);
}
